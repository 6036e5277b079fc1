package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.dashboard.access.Sessions;
import dev.vigil.dashboard.access.SignInLinks;
import dev.vigil.dashboard.access.User;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.AuditEntry;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signing in by password or link, signing out, who one is, and links for others. */
final class SignInRoutes {
  /** Open to everybody. */
  static final String SIGN_IN = "/api/sign-in";

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final String LINK_USER = "link";

  private final Access access;
  private final Gate gate;
  private final InstantSource clock;
  private final boolean onlyTls;

  SignInRoutes(Access access, Gate gate, ServerSettings settings) {
    this.access = requireNonNull(access, "access is null");
    this.gate = requireNonNull(gate, "gate is null");
    this.clock = settings.clock();
    this.onlyTls = settings.onlyTls();
  }

  /**
   * What signing in takes: name and password, or the code of a link.
   *
   * @param name of a user
   * @param password of that user
   * @param code of a link
   */
  record Credentials(@Nullable String name, @Nullable String password, @Nullable String code) {
    /** Hides what is secret. */
    @Override
    public String toString() {
      return "Credentials[" + name + "]";
    }
  }

  /**
   * For whom a link is.
   *
   * @param name stands for what is done after signing in with it
   * @param roles null for all
   * @param wards null for all
   */
  record Invitation(String name, @Nullable Set<Role> roles, @Nullable Set<String> wards) {
    Caller caller() {
      return roles == null ? Caller.ofAll(name) : new Caller(name, roles, wards);
    }
  }

  /**
   * Who one is.
   *
   * @param pageToken to be sent with every change; null without a session
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Me(String name, Set<Role> roles, @Nullable Set<String> wards, @Nullable String pageToken) {
    static Me of(Caller caller, @Nullable String session) {
      return new Me(
          caller.name(),
          caller.roles(),
          caller.wards(),
          session == null ? null : Sessions.pageToken(session));
    }
  }

  void mount(Router router) {
    router.get("/api/me").handler(this::me);
    router.post("/api/sign-out").handler(this::signOut);
    router.post("/api/sign-in-links").handler(this::invite);
  }

  /** Before the gates, as nobody has signed in yet. */
  void mountOpen(Router router) {
    router.post(SIGN_IN).handler(this::signIn);
  }

  private void me(RoutingContext context) {
    boolean bearer = context.request().getHeader("Authorization") != null;
    String session = bearer ? null : SignedIn.session(context.request());
    Answers.send(context, OK, Me.of(SignedIn.caller(context), session));
  }

  private void signIn(RoutingContext context) {
    Credentials given = Answers.body(context, Credentials.class);
    String who = given.name() == null ? LINK_USER : given.name();
    String from = String.valueOf(Gate.address(context));
    long now = now();
    long wait = access.failures().wait(who, from, now);
    if (wait > 0) {
      context.response().putHeader("Retry-After", Long.toString(wait));
      throw new RefusedException(
          RefusedException.Kind.TOO_OFTEN,
          "too many sign-ins have failed",
          "a pause of " + wait + " s",
          "Wait, then try again.");
    }
    context
        .vertx()
        .executeBlocking(() -> begin(given, now), false)
        .onSuccess(
            begun -> {
              if (begun == null) {
                access.failures().add(who, from, now);
                write(who, from, "sign-in-refused", RefusedException.Kind.UNKNOWN_CALLER.status());
                context.fail(refused(given));
              } else {
                access.failures().clear(who, from);
                write(begun.caller().name(), from, "sign-in", OK);
                context.response().addCookie(cookie(begun.id(), Sessions.LONGEST_SECONDS));
                Answers.send(context, OK, Me.of(begun.caller(), begun.id()));
              }
            })
        .onFailure(context::fail);
  }

  private Sessions.@Nullable Begun begin(Credentials given, long now) {
    if (given.code() != null) {
      Caller invited = access.links().use(given.code(), now);
      return invited == null ? null : access.sessions().begin(invited, now);
    }
    if (given.name() == null || given.password() == null) {
      throw RefusedException.invalid(
          "name or password is missing", "name and password, or the code of a link");
    }
    User user = access.users().find(given.name(), given.password());
    return user == null ? null : access.sessions().begin(user, now);
  }

  private static RefusedException refused(Credentials given) {
    return given.code() == null
        ? new RefusedException(
            RefusedException.Kind.UNKNOWN_CALLER,
            "name or password is wrong",
            "a user of this Vigil",
            "Try again, or ask an administrator (./vigil user add).")
        : new RefusedException(
            RefusedException.Kind.UNKNOWN_CALLER,
            "the link was used already or is too old",
            "a link that opens once, within " + SignInLinks.SECONDS / 60 + " minutes",
            "./vigil sign-in prints another.");
  }

  private void write(String who, String from, String action, int status) {
    String name = who.matches(AuditEntry.NAME) ? who : "unknown";
    gate.write(new AuditEntry(now(), name, from, action, null, status));
  }

  private void signOut(RoutingContext context) {
    String session = SignedIn.session(context.request());
    if (session != null) {
      access.sessions().end(session);
    }
    context.response().addCookie(cookie("", 0));
    Answers.send(context, OK, Map.of());
  }

  private void invite(RoutingContext context) {
    Caller invited = Answers.body(context, Invitation.class).caller();
    Map<String, Object> link = new LinkedHashMap<>();
    link.put("code", access.links().make(invited, now()));
    link.put("seconds", SignInLinks.SECONDS);
    Answers.send(context, CREATED, link);
  }

  private Cookie cookie(String value, long seconds) {
    return Cookie.cookie(SignedIn.COOKIE, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(onlyTls)
        .setSameSite(CookieSameSite.STRICT)
        .setMaxAge(seconds);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
