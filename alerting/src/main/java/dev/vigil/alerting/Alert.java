package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.Finding.Account;
import dev.vigil.alerting.Finding.Lead;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Command;

/**
 * One alert. Each state has the transitions that are possible from it and no others; each
 * transition is a new alert whose {@link #last} tells of it. ISA-18.2's words.
 */
sealed interface Alert {
  /** The latest transition. */
  AlertTransition last();

  /** Raises an alert. */
  static Active raise(String id, AlertTransition.Kind kind, Lead lead, Account account, Scene at) {
    AlertTransition raised =
        new AlertTransition(
            id,
            1,
            at.patient(),
            at.place().origin(),
            at.place().ward(),
            at.place().bed(),
            lead.rule(),
            kind,
            State.ACTIVE,
            lead.priority(),
            Cause.RAISED,
            account.measured(),
            at.now(),
            null,
            account.because(),
            account.evidence());
    return new Active(at.now(), 1, raised);
  }

  /** An alert that isn't over. */
  sealed interface Open extends Alert {
    /** Instant at which it was raised, whole seconds since the epoch. */
    long raised();

    /**
     * The transition that a person has to have seen to answer for the alert: the raise or the last
     * step-up.
     */
    int toAnswer();

    /** It became worse: it asks again, whoever acknowledged it before. */
    default Active stepUp(Lead lead, Account account, Scene at) {
      AlertTransition up = next(new Change(State.ACTIVE, Cause.STEPPED_UP, lead), account, at);
      return new Active(raised(), up.sequence(), up);
    }

    /** It became better, but isn't over. */
    Open stepDown(Lead lead, Account account, Scene at);

    /** It is over. */
    default Resolved resolve(Cause cause, Account account, Scene at) {
      Lead lead = new Lead(last().rule(), last().priority());
      return new Resolved(next(new Change(State.RESOLVED, cause, lead), account, at));
    }

    /** The transition after {@link #last}. */
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
          account.evidence());
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
    public Active stepDown(Lead lead, Account account, Scene at) {
      Change down = new Change(State.ACTIVE, Cause.STEPPED_DOWN, lead);
      return new Active(raised, toAnswer, next(down, account, at));
    }

    /**
     * Whether the command speaks of this alert as it is: somebody who saw the last step-up, and
     * nothing that hasn't happened yet. So a command that comes twice counts once: after a step-up
     * its sequence is too old.
     */
    boolean isAnsweredBy(Command command) {
      return command.alert().equals(last.alert())
          && command.sequence() >= toAnswer
          && command.sequence() <= last.sequence();
    }

    /** A person answers for it. */
    Acknowledged acknowledge(Command command, Scene at) {
      Lead lead = new Lead(last.rule(), last.priority());
      // What is wrong stays said: an answered alert is still on the board, with this sentence.
      String said = command.because();
      String because = said == null ? last.because() : last.because() + "; " + said;
      Account account = new Account(at.now(), command.by(), because, last.evidence());
      Change answer = new Change(State.ACKNOWLEDGED, Cause.ACKNOWLEDGED, lead);
      return new Acknowledged(raised, toAnswer, next(answer, account, at));
    }
  }

  /** A person answers for it; it stays until it clears or becomes worse. */
  record Acknowledged(long raised, int toAnswer, AlertTransition last) implements Open {
    public Acknowledged {
      requireNonNull(last, "last is null");
    }

    @Override
    public Acknowledged stepDown(Lead lead, Account account, Scene at) {
      Change down = new Change(State.ACKNOWLEDGED, Cause.STEPPED_DOWN, lead);
      return new Acknowledged(raised, toAnswer, next(down, account, at));
    }
  }

  /** Over; nothing can follow. */
  record Resolved(AlertTransition last) implements Alert {
    public Resolved {
      requireNonNull(last, "last is null");
    }
  }
}
