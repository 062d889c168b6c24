package net.vimmerse.workflow.simulator.credits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntriesTest {

  private static final int LIMIT = 10;

  @Test
  void a_list_never_changes_and_the_latest_has_the_latest_entries() {
    Entries entries = Entries.copyOf(List.of());
    List<Entries> lists = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      entries = entries.with(entry(i), LIMIT);
      lists.add(entries);
    }

    for (int i = 0; i < 100; i++) {
      int first = Math.max(0, i - LIMIT + 1);
      assertThat(lists.get(i)).hasSize(i - first + 1).startsWith(entry(first)).endsWith(entry(i));
    }
  }

  @Test
  void a_ledger_that_is_restored_does_not_change_what_came_after_its_state() {
    CreditLedger ledger = new CreditLedger(null);
    ledger.deposit(1, "first", Instant.EPOCH);
    CreditLedger.State first = ledger.state();
    ledger.deposit(2, "second", Instant.EPOCH);
    CreditLedger.State second = ledger.state();
    ledger.restore(first);
    ledger.deposit(3, "third", Instant.EPOCH);

    assertThat(amounts(first)).containsExactly(1L);
    assertThat(amounts(second)).containsExactly(1L, 2L);
    assertThat(amounts(ledger.state())).containsExactly(1L, 3L);
  }

  private static List<Long> amounts(CreditLedger.State state) {
    return state.entries().stream().map(CreditLedger.Entry::amount).toList();
  }

  private static CreditLedger.Entry entry(long amount) {
    return new CreditLedger.Entry(amount, null, "deposit", Instant.EPOCH);
  }
}
