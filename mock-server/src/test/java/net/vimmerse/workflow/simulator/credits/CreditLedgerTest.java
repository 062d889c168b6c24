package net.vimmerse.workflow.simulator.credits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.vimmerse.workflow.simulator.credits.CreditLedger.Entry;
import net.vimmerse.workflow.simulator.credits.CreditLedger.Refund;
import org.junit.jupiter.api.Test;

class CreditLedgerTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void a_charge_may_use_the_whole_balance_but_not_more() {
    CreditLedger ledger = new CreditLedger(10L);

    assertThat(ledger.charge(10, "a", NOW)).isTrue();
    assertThat(ledger.charge(1, "b", NOW)).isFalse();
    assertThat(ledger.balance(NOW)).isZero();
    assertThat(ledger.entries(NOW)).containsExactly(new Entry(-10, "a", "create", NOW));
  }

  @Test
  void an_unlimited_balance_accepts_and_records_every_charge() {
    CreditLedger ledger = new CreditLedger(null);

    assertThat(ledger.charge(1_000_000, "a", NOW)).isTrue();
    assertThat(ledger.balance(NOW)).isNull();
    assertThat(ledger.entries(NOW)).hasSize(1);
  }

  @Test
  void a_refund_is_paid_once_when_it_is_due() {
    CreditLedger ledger = new CreditLedger(10L);
    ledger.charge(10, "a", NOW);
    ledger.refundAt(NOW.plusSeconds(5), 10, "a");

    assertThat(ledger.balance(NOW.plusSeconds(5).minusNanos(1))).isZero();
    assertThat(ledger.charge(10, "b", NOW.plusSeconds(5))).isTrue();
    assertThat(ledger.balance(NOW.plusSeconds(9))).isZero();
    assertThat(ledger.entries(NOW.plusSeconds(9)))
        .extracting(Entry::reason)
        .containsExactly("create", "refund", "create");
  }

  @Test
  void entries_include_due_refunds() {
    CreditLedger ledger = new CreditLedger(10L);
    ledger.refundAt(NOW, 3, "a");

    assertThat(ledger.entries(NOW)).containsExactly(new Entry(3, "a", "refund", NOW));
  }

  @Test
  void the_last_number_counts_due_refunds() {
    CreditLedger ledger = new CreditLedger(10L);
    ledger.charge(1, "a", NOW);
    ledger.charge(2, "b", NOW);
    ledger.refundAt(NOW.plusSeconds(1), 1, "a");

    assertThat(ledger.lastNumber(NOW)).isEqualTo(2);
    assertThat(ledger.lastNumber(NOW.plusSeconds(1))).isEqualTo(3);
  }

  @Test
  void entries_are_in_order_of_time() {
    CreditLedger ledger = new CreditLedger(0L);
    ledger.refundAt(NOW, 3, "a");
    ledger.deposit(4, "gift", NOW.plusSeconds(1));

    assertThat(ledger.entries(NOW.plusSeconds(1)))
        .extracting(Entry::amount)
        .containsExactly(3L, 4L);
    assertThat(ledger.balance(NOW.plusSeconds(1))).isEqualTo(7);
  }

  @Test
  void a_new_refund_replaces_the_previous_one_and_can_be_cancelled() {
    CreditLedger ledger = new CreditLedger(0L);
    ledger.refundAt(NOW, 1, "a");
    ledger.refundAt(NOW, 2, "a");
    ledger.refundAt(NOW, 4, "b");
    ledger.cancelRefund("b");

    assertThat(ledger.balance(NOW)).isEqualTo(2);
  }

  @Test
  void state_can_be_restored_and_reset() {
    CreditLedger ledger = new CreditLedger(10L);
    ledger.charge(4, "a", NOW);
    ledger.refundAt(NOW.plusSeconds(1), 4, "a");
    CreditLedger.State state = ledger.state();

    ledger.reset(99L);
    assertThat(ledger.state()).isEqualTo(new CreditLedger.State(99L, 2, List.of(), List.of()));

    ledger.restore(state);
    assertThat(ledger.state())
        .isEqualTo(new CreditLedger.State(6L, 2, state.entries(), state.refunds()));
  }

  @Test
  void refunds_are_paid_in_the_order_of_their_times_and_numbers() {
    CreditLedger ledger = new CreditLedger(0L);
    ledger.refundAt(NOW.plusSeconds(1), 1, "late");
    ledger.refundAt(NOW, 2, "b");
    ledger.refundAt(NOW, 3, "a");

    assertThat(ledger.entries(NOW)).extracting(Entry::workflowId).containsExactly("b", "a");
    assertThat(ledger.state().refunds())
        .containsExactly(new Refund(1, "late", 1, NOW.plusSeconds(1)));
  }

  @Test
  void restored_refunds_keep_their_numbers_as_long_as_those_increase() {
    CreditLedger ledger = new CreditLedger(0L);
    ledger.refundAt(NOW, 9, "forgotten");
    ledger.restore(
        new CreditLedger.State(
            0L,
            1,
            List.of(),
            List.of(
                new Refund(5, "a", 1, NOW),
                new Refund(5, "b", 2, NOW),
                new Refund(7, "a", 3, NOW))));

    assertThat(ledger.state().refunds())
        .containsExactly(new Refund(6, "b", 2, NOW), new Refund(7, "a", 3, NOW));
    ledger.refundAt(NOW, 4, "c");
    assertThat(ledger.state().refunds()).last().isEqualTo(new Refund(8, "c", 4, NOW));
    assertThat(ledger.balance(NOW)).isEqualTo(9);
  }

  @Test
  void only_the_latest_entries_are_kept_with_their_numbers() {
    CreditLedger ledger = new CreditLedger(null);
    for (long n = 1; n <= 10_002; n++) {
      ledger.deposit(n, "gift", NOW);
    }

    assertThat(ledger.state().firstNumber()).isEqualTo(3);
    assertThat(ledger.entries(NOW)).hasSize(10_000).first().extracting(Entry::amount).isEqualTo(3L);
  }

  @Test
  void each_change_is_counted() {
    CreditLedger ledger = new CreditLedger(100L);
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    List<Runnable> changes =
        List.of(
            () -> ledger.charge(10, "a", now),
            () -> ledger.deposit(5, "deposit", now),
            () -> ledger.setBalance(50L),
            () -> ledger.refundAt(now.plusSeconds(5), 10, "a"),
            () -> ledger.cancelRefund("a"),
            () -> ledger.load(ledger.state()));

    for (Runnable change : changes) {
      long before = ledger.changes();
      change.run();
      assertThat(ledger.changes()).isGreaterThan(before);
    }
    long before = ledger.changes();
    assertThat(ledger.balance(now.plusSeconds(10))).isEqualTo(50);
    ledger.cancelRefund("a");
    assertThat(ledger.changes()).isEqualTo(before);
  }

  @Test
  void a_balance_can_be_set() {
    CreditLedger ledger = new CreditLedger(null);
    ledger.setBalance(5L);

    assertThat(ledger.balance(NOW)).isEqualTo(5);
  }
}
