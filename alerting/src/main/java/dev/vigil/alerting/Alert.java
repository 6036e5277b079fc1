package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.Finding.Account;
import dev.vigil.alerting.Finding.Lead;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Escalation;
import dev.vigil.schemas.AlertTransition.Quiet;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Command;
import org.jspecify.annotations.Nullable;

/**
 * One alert. Each state has the transitions that are possible from it and no others; each
 * transition is a new alert whose {@link #last} tells of it. ISA-18.2's words.
 */
sealed interface Alert {
  /** The latest transition. */
  AlertTransition last();

  /** Raises an alert that asks. */
  static Active raise(String id, AlertTransition.Kind kind, Lead lead, Account account, Scene at) {
    Escalation asked = at.asking(lead.priority());
    return new Active(
        at.now(),
        1,
        first(id, kind, new Change(State.ACTIVE, Cause.RAISED, lead), account, at)
            .with(null, asked));
  }

  /** Raises an alert of something that lies on a shelf: it is shown and asks nobody. */
  static Shelved raiseShelved(
      String id, AlertTransition.Kind kind, Lead lead, Account account, Quiet shelf, Scene at) {
    return new Shelved(
        at.now(),
        1,
        first(id, kind, new Change(State.SHELVED, Cause.RAISED, lead), account, at)
            .with(shelf, null));
  }

  /** Tells of what was so for a time and was over before anybody could know. */
  static Resolved retrospective(
      String id, AlertTransition.Kind kind, Lead lead, Account account, Scene at) {
    return new Resolved(
        first(id, kind, new Change(State.RESOLVED, Cause.RETROSPECTIVE, lead), account, at));
  }

  private static AlertTransition first(
      String id, AlertTransition.Kind kind, Change change, Account account, Scene at) {
    return new AlertTransition(
        id,
        1,
        at.patient(),
        at.place().origin(),
        at.place().ward(),
        at.place().bed(),
        change.lead().rule(),
        kind,
        change.state(),
        change.lead().priority(),
        change.cause(),
        account.measured(),
        at.now(),
        account.by(),
        account.because(),
        account.evidence(),
        at.known(),
        null,
        null);
  }

  /** An alert that isn't over. */
  sealed interface Open extends Alert {
    /** Instant at which it was raised, whole seconds since the epoch. */
    long raised();

    /**
     * The transition that a person has to have seen to answer for the alert: the latest that asked,
     * such as the raise or the last step-up.
     */
    int toAnswer();

    /** The same alert with a later transition of the same state. */
    Open withLast(AlertTransition next);

    /** Whether a person has answered for it, or put it aside. */
    default boolean isAnswered() {
      return last().state() == State.ACKNOWLEDGED || last().state() == State.SHELVED;
    }

    /** It became worse: it asks again, whoever acknowledged or shelved it before. */
    default Active stepUp(Lead lead, Account account, Scene at) {
      return ask(new Change(State.ACTIVE, Cause.STEPPED_UP, lead), account, at);
    }

    /** It asks again, from now. */
    default Active ask(Change change, Account account, Scene at) {
      AlertTransition asks =
          next(change, account, at).with(null, at.asking(change.lead().priority()));
      return new Active(raised(), asks.sequence(), asks);
    }

    /** It became better, but isn't over. */
    default Open stepDown(Lead lead, Account account, Scene at) {
      return stay(new Change(last().state(), Cause.STEPPED_DOWN, lead), account, at);
    }

    /** What it stands on was corrected, and it stands all the same. */
    default Open amend(Lead lead, Account account, Scene at) {
      return stay(new Change(last().state(), Cause.AMENDED, lead), account, at);
    }

    /** What it stood on was corrected, and it doesn't stand. Who was told has to see that. */
    default Alert withdraw(Account account, Scene at) {
      Lead lead = lead();
      if (isAnswered()) {
        return new Resolved(
            next(new Change(State.RESOLVED, Cause.WITHDRAWN, lead), account, at).with(null, null));
      }
      AlertTransition gone = next(new Change(State.WITHDRAWN, Cause.WITHDRAWN, lead), account, at);
      return new Withdrawn(raised(), gone.sequence(), gone.with(null, null));
    }

    /** It is over. */
    default Resolved resolve(Cause cause, Account account, Scene at) {
      return new Resolved(
          next(new Change(State.RESOLVED, cause, lead()), account, at).with(null, null));
    }

    /** The rule that leads, with its priority. */
    default Lead lead() {
      return new Lead(last().rule(), last().priority());
    }

    default Open stay(Change change, Account account, Scene at) {
      return withLast(next(change, account, at));
    }

    /** The transition after {@link #last}; quiet and escalation go on. */
    default AlertTransition next(Change change, Account account, Scene at) {
      return new AlertTransition(
          last().alert(),
          last().sequence() + 1,
          last().patient(),
          at.place().origin(),
          at.place().ward(),
          at.place().bed(),
          change.lead().rule(),
          last().kind(),
          change.state(),
          change.lead().priority(),
          change.cause(),
          account.measured(),
          at.now(),
          account.by(),
          account.because(),
          account.evidence(),
          at.known(),
          last().quiet(),
          last().escalation());
    }

    /**
     * Whether the command speaks of this alert as it is: somebody who saw what asked last, and
     * nothing that hasn't happened yet. So a command that comes twice counts once: after a step-up
     * its sequence is too old.
     */
    default boolean isMeantBy(Command command) {
      return command.alert().equals(last().alert())
          && command.sequence() >= toAnswer()
          && command.sequence() <= last().sequence();
    }

    /** What a person's answer makes of it. */
    default AlertTransition answered(
        State state, Cause cause, Command command, @Nullable Quiet quiet, Scene at) {
      // What is wrong stays said: an answered alert is still on the board, with this sentence.
      String said = command.because();
      String because = said == null ? last().because() : last().because() + "; " + said;
      Account account = new Account(at.now(), command.by(), because, last().evidence());
      return next(new Change(state, cause, lead()), account, at).with(quiet, null);
    }

    /** A person puts it aside. */
    default Shelved shelved(Command command, Quiet shelf, Scene at) {
      return new Shelved(
          raised(), toAnswer(), answered(State.SHELVED, Cause.SHELVED, command, shelf, at));
    }
  }

  /** What a transition changes. */
  record Change(State state, Cause cause, Lead lead) {}

  /** Nobody has answered for it. */
  record Active(long raised, int toAnswer, AlertTransition last) implements Open {
    public Active {
      requireNonNull(last, "last is null");
    }

    @Override
    public Active withLast(AlertTransition next) {
      return new Active(raised, toAnswer, next);
    }

    /**
     * A person answers for it.
     *
     * @param quiet what ends the answer, null if nothing but the alert's own course does
     */
    Acknowledged acknowledge(Command command, @Nullable Quiet quiet, Scene at) {
      return new Acknowledged(
          raised, toAnswer, answered(State.ACKNOWLEDGED, Cause.ACKNOWLEDGED, command, quiet, at));
    }

    /** A person puts it aside until the shelf ends. */
    Shelved shelve(Command command, Quiet shelf, Scene at) {
      return shelved(command, shelf, at);
    }

    /** Nobody answered: others are asked, or nobody is left. */
    Active escalate(Escalation next, Scene at) {
      Cause cause = next.over() ? Cause.ESCALATION_ENDED : Cause.ESCALATED;
      Account same = new Account(at.now(), last.because(), last.evidence());
      return withLast(next(new Change(State.ACTIVE, cause, lead()), same, at).with(null, next));
    }
  }

  /** A person answers for it; it stays until it clears, becomes worse, or the answer ends. */
  record Acknowledged(long raised, int toAnswer, AlertTransition last) implements Open {
    public Acknowledged {
      requireNonNull(last, "last is null");
    }

    @Override
    public Acknowledged withLast(AlertTransition next) {
      return new Acknowledged(raised, toAnswer, next);
    }

    /** A person puts it aside until the shelf ends. */
    Shelved shelve(Command command, Quiet shelf, Scene at) {
      return shelved(command, shelf, at);
    }

    /** The answer is over, the alert is not. */
    Active endAnswer(Account account, Scene at) {
      return ask(new Change(State.ACTIVE, Cause.RE_RAISED, lead()), account, at);
    }
  }

  /** A person put it aside; it is shown, and asks nobody until the shelf ends. */
  record Shelved(long raised, int toAnswer, AlertTransition last) implements Open {
    public Shelved {
      requireNonNull(last, "last is null");
    }

    @Override
    public Shelved withLast(AlertTransition next) {
      return new Shelved(raised, toAnswer, next);
    }

    /** The shelf has ended, or a person took it back. */
    Active unshelve(Account account, Scene at) {
      return ask(new Change(State.ACTIVE, Cause.UNSHELVED, lead()), account, at);
    }
  }

  /** Told, and then found not to be true; it stays until a person has seen that. */
  record Withdrawn(long raised, int toAnswer, AlertTransition last) implements Open {
    public Withdrawn {
      requireNonNull(last, "last is null");
    }

    @Override
    public Withdrawn withLast(AlertTransition next) {
      return new Withdrawn(raised, toAnswer, next);
    }

    /** A person has seen it. */
    Resolved see(Command command, Scene at) {
      return new Resolved(answered(State.RESOLVED, Cause.SEEN, command, null, at));
    }

    /** It is true after all. */
    Active reRaise(Lead lead, Account account, Scene at) {
      return ask(new Change(State.ACTIVE, Cause.RE_RAISED, lead), account, at);
    }
  }

  /** Over; nothing can follow. */
  record Resolved(AlertTransition last) implements Alert {
    public Resolved {
      requireNonNull(last, "last is null");
    }
  }
}
