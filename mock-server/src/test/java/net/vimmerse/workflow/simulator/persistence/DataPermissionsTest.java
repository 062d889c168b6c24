package net.vimmerse.workflow.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Starts the simulator without the capabilities by which permissions do not restrict root. */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(120)
class DataPermissionsTest {

  private static final String WITHOUT = "-dac_override,-dac_read_search";
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  @TempDir private Path directory;

  @BeforeAll
  static void requireSetpriv() {
    assumeTrue(
        !ROOT || Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
  }

  @Test
  void a_file_that_may_not_be_written_is_not_called_damaged() throws Exception {
    assertThat(failToStart("r-xr-xr-x", "r--r--r--"))
        .contains("simulator.db cannot be written: permission denied");
  }

  @Test
  void a_file_that_may_not_be_read_is_not_called_damaged() throws Exception {
    assertThat(failToStart("r-xr-xr-x", "---------"))
        .contains("simulator.db cannot be read: permission denied");
  }

  @Test
  void a_directory_that_may_not_be_written_is_named() throws Exception {
    Files.createDirectory(directory.resolve("data"));
    permit(directory.resolve("data"), "r-xr-xr-x");

    assertThat(failToStart(directory.resolve("data")))
        .contains("data cannot be used as a data directory: permission denied");
  }

  private String failToStart(String directoryPermissions, String filePermissions) throws Exception {
    Path data = directory.resolve("data");
    Simulator.builder().data(data).start().close();
    permit(data.resolve("simulator.db"), filePermissions);
    permit(data, directoryPermissions);
    return failToStart(data);
  }

  private String failToStart(Path data) throws Exception {
    permit(directory, "rwxr-xr-x");
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(List.of("setpriv", "--bounding-set=" + WITHOUT, "--inh-caps=" + WITHOUT));
    }
    command.addAll(SimulatorProcess.command(List.of(), "--data=" + data));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(output).hasLineCount(1).doesNotContain("port", "damaged");
      assertThat(process.waitFor()).isEqualTo(1);
      return output;
    } finally {
      process.destroyForcibly();
      permit(data, "rwx------");
    }
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
