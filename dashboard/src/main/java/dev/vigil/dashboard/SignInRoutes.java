package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.FailedSignIns;
import dev.vigil.dashboard.access.Role;
import dev.vigil.dashboard.access.Sessions;
import dev.vigil.dashboard.access.SignInLinks;
import dev.vigil.dashboard.access.User;
import dev.vigil.dashboard.registry.RefusedException;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Signing in by password or link, signing out, who one is, and links for others. */
final class SignInRoutes {
  /** Open to everybody. */
  static final String SIGN_IN = "/api/sign-in";

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final String LINK_USER = "link";

  /** Each takes a tenth of a second of a core: whoever knocks must not take all threads. */
  private static final int AT_ONCE = 2;

  private final Access access;
  private final Entrance entrance;
  private final @Nullable OidcRoutes elsewhere;
  private final WorkerExecutor doors;

  /**
   * @param elsewhere where people can sign in too; null for nowhere
   */
  SignInRoutes(Vertx vertx, Access access, Entrance entrance, @Nullable OidcRoutes elsewhere) {
    this.doors = vertx.createSharedWorkerExecutor("sign-in", AT_ONCE);
    this.access = requireNonNull(access, "access is null");
    this.entrance = requireNonNull(entrance, "entrance is null");
    this.elsewhere = elsewhere;
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
   * @param roles null for all that whoever makes it may give
   * @param wards null for all of whoever makes it
   */
  record Invitation(String name, @Nullable Set<Role> roles, @Nullable Set<String> wards) {
    Invitation {
      // Refuses what is no name, or no role.
      new Caller(name, roles == null ? EnumSet.allOf(Role.class) : roles, wards);
    }

    /** Who comes by the link; nobody opens to others what isn't their own to give. */
    Caller caller(Caller by) {
      Set<Role> given = roles == null ? by.mayGive() : roles;
      if (!by.mayGive().containsAll(given)) {
        throw new RefusedException(
            RefusedException.Kind.FORBIDDEN,
            "a role is not yours to give",
            "some of " + new TreeSet<>(by.mayGive()),
            "Ask somebody who has the role, or whoever runs Vigil (./vigil sign-in).");
      }
      Set<String> theirs = wards == null ? by.wards() : wards;
      if (theirs != null && !theirs.stream().allMatch(by::isOf)) {
        throw new RefusedException(
            RefusedException.Kind.FORBIDDEN,
            "a ward is none of yours",
            "some of " + by.wards(),
            "Ask somebody of that ward.");
      }
      return new Caller(name, given, theirs);
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
    router.get(SIGN_IN).handler(this::ways);
    router.post(SIGN_IN).handler(this::signIn);
  }

  /** How one can sign in. */
  private void ways(RoutingContext context) {
    Map<String, Object> ways = new LinkedHashMap<>();
    if (elsewhere != null) {
      ways.put("elsewhere", Map.of("path", OidcRoutes.BEGIN, "ready", elsewhere.isReady()));
    }
    Answers.send(context, OK, ways);
  }

  private void me(RoutingContext context) {
    boolean bearer = context.request().getHeader("Authorization") != null;
    String session = bearer ? null : SignedIn.session(context.request());
    Answers.send(context, OK, Me.of(SignedIn.caller(context), session));
  }

  private void signIn(RoutingContext context) {
    requireOwnPage(context);
    Credentials given = Answers.body(context, Credentials.class);
    String who = given.name() == null ? LINK_USER : given.name();
    String from = String.valueOf(Gate.address(context));
    long now = entrance.now();
    // Nobody guesses a code: of those many may be opened at once, from behind one proxy.
    boolean guessable = given.code() == null;
    FailedSignIns failures = access.failures();
    requirePatience(
        context, guessable ? failures.begin(who, from, now) : failures.wait(who, from, now));
    doors
        .executeBlocking(() -> begin(given, now), false)
        .onComplete(
            done -> {
              if (guessable) {
                failures.end(who, from);
              }
            })
        .onSuccess(
            begun -> {
              if (begun == null) {
                failures.add(who, from, now);
                entrance.refused(context, who);
                context.fail(refused(given));
              } else {
                failures.clear(who, from);
                entrance.entered(context, begun);
                Answers.send(context, OK, Me.of(begun.caller(), begun.id()));
              }
            })
        .onFailure(context::fail);
  }

  /** Else another site could sign somebody in under a name of its own, and they would not see. */
  private static void requireOwnPage(RoutingContext context) {
    if (!SignedIn.isOfThisSite(context.request())) {
      throw new RefusedException(
          RefusedException.Kind.FORBIDDEN,
          "the sign-in comes from a page of another site",
          "a page of this server",
          "Open the board, and sign in there.");
    }
  }

  private static void requirePatience(RoutingContext context, long wait) {
    if (wait > 0) {
      context.response().putHeader("Retry-After", Long.toString(wait));
      throw new RefusedException(
          RefusedException.Kind.TOO_OFTEN,
          "too many sign-ins have failed, or are under way",
          "a pause of " + wait + " s",
          "Wait, then try again.");
    }
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

  /** The file of sessions is written: not on the event loop. */
  private void signOut(RoutingContext context) {
    String session = SignedIn.session(context.request());
    context
        .vertx()
        .executeBlocking(() -> session != null && access.sessions().end(session), false)
        .onSuccess(cameFromElsewhere -> signedOut(context, cameFromElsewhere))
        .onFailure(context::fail);
  }

  private void signedOut(RoutingContext context, boolean cameFromElsewhere) {
    String next = cameFromElsewhere && elsewhere != null ? elsewhere.logout() : null;
    entrance.left(context);
    Answers.send(context, OK, next == null ? Map.of() : Map.of("next", next));
  }

  private void invite(RoutingContext context) {
    Caller invited = Answers.body(context, Invitation.class).caller(SignedIn.caller(context));
    Gate.about(context, invited.name() + " as " + new TreeSet<>(invited.roles()));
    Map<String, Object> link = new LinkedHashMap<>();
    link.put("code", access.links().make(invited, entrance.now()));
    link.put("seconds", SignInLinks.SECONDS);
    Answers.send(context, CREATED, link);
  }
}
