package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.dashboard.WardNews.Opening;
import dev.vigil.dashboard.WardNews.Part;
import dev.vigil.dashboard.access.Caller;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page gets whose connection is full now and then. */
class WardClientTest {
  private final List<String> written = new ArrayList<>();
  private boolean full;
  private String begun = "";
  private final WardClient client =
      new WardClient(socket(), Caller.ofAll("anna"), new WardHello(null, null, List.of()));

  @Test
  void valuesThatFindNoRoom_areOwedUntilThereIsSome() {
    full = true;
    client.values("update 1", List.of("p1", "p2"));
    client.values("update 2", List.of("p2", "p3"));
    assertThat(client.owed(10).patients()).isEmpty();

    full = false;
    assertThat(client.makeRoom()).isFalse();
    assertThat(client.owed(2).patients()).containsExactly("p1", "p2");
    client.whole("p1 and p2", client.owed(2));

    assertThat(client.owed(2).patients()).containsExactly("p3");
    assertThat(written).containsExactly("p1 and p2");
  }

  @Test
  void opening_owesItsRest() {
    client.opening(new Opening("snapshot", List.of("p8", "p9")));

    assertThat(written).containsExactly("snapshot");
    assertThat(client.owed(1).patients()).containsExactly("p8");
  }

  @Test
  void parts_sayHowManyOfTheRestAreStillToCome_whoeverElseIsOwed() {
    client.opening(new Opening("snapshot", List.of("p7", "p8", "p9")));
    full = true;
    client.values("update", List.of("p1", "p8"));
    full = false;

    assertThat(client.owed(2)).isEqualTo(new Part(List.of("p7", "p8"), 1));
    client.whole("p7 and p8", client.owed(2));
    assertThat(client.owed(2)).isEqualTo(new Part(List.of("p9", "p1"), 0));
  }

  @Test
  void openingThatFindsNoRoom_isAskedForAgain() {
    full = true;
    client.opening(new Opening("snapshot", List.of("p9")));
    assertThat(client.makeRoom()).isFalse();

    full = false;
    assertThat(client.makeRoom()).isTrue();
    client.opening(new Opening("snapshot later", List.of()));

    assertThat(written).containsExactly("snapshot later");
    assertThat(client.makeRoom()).isFalse();
    assertThat(client.owed(1).patients()).isEmpty();
  }

  @Test
  void events_comeAllAndBeforeWhoIsOwed() {
    full = true;
    client.values("update", List.of("p1"));
    client.event("event 1");
    full = false;
    client.event("event 2");
    assertThat(client.owed(1).patients()).isEmpty();

    var unused = client.makeRoom();

    assertThat(written).containsExactly("event 1", "event 2");
    assertThat(client.owed(1).patients()).containsExactly("p1");
  }

  /** A message is a frame that says that text comes, and one that has all the rest. */
  private void frame(WebSocketFrame frame) {
    if (frame.isContinuation()) {
      assertThat(frame.isFinal()).isTrue();
      written.add(begun + frame.binaryData().toString(UTF_8));
    } else {
      assertThat(frame.isText() && !frame.isFinal()).isTrue();
      begun = frame.textData();
    }
  }

  private ServerWebSocket socket() {
    return (ServerWebSocket)
        Proxy.newProxyInstance(
            ServerWebSocket.class.getClassLoader(),
            new Class<?>[] {ServerWebSocket.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "isClosed" -> false;
                  case "writeQueueFull" -> full;
                  case "setWriteQueueMaxSize" -> proxy;
                  case "writeFrame" -> {
                    frame((WebSocketFrame) arguments[0]);
                    yield Future.succeededFuture();
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
