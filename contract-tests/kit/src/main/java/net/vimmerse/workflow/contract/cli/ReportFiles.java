package net.vimmerse.workflow.contract.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.vimmerse.workflow.contract.report.HarReport;
import net.vimmerse.workflow.contract.report.HtmlReport;
import net.vimmerse.workflow.contract.report.JUnitReport;
import net.vimmerse.workflow.contract.report.Report;
import okhttp3.HttpUrl;

/** The report files, by the option that names each. */
record ReportFiles(Map<String, Path> byOption) {
  static final String JUNIT = "--junit";
  static final String HTML = "--html";
  static final String HAR = "--har";

  /** Checks that the files can be written, before anything is sent that may cost credits. */
  void check() throws CliException {
    for (Map.Entry<String, Path> file : byOption.entrySet()) {
      Path path = file.getValue().toAbsolutePath();
      Path directory = path.getParent();
      if (directory == null || !Files.isWritable(directory) || Files.isDirectory(path)) {
        throw rejection(file.getKey(), path, "the directory does not exist or is not writable");
      }
    }
  }

  void write(Report report, HttpUrl url) throws CliException {
    for (Map.Entry<String, Path> file : byOption.entrySet()) {
      String text =
          switch (file.getKey()) {
            case JUNIT -> JUnitReport.of(report);
            case HTML -> HtmlReport.of(report);
            case HAR -> HarReport.of(report, url);
            default -> throw new IllegalStateException(file.getKey());
          };
      try {
        Files.writeString(file.getValue(), text, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw rejection(file.getKey(), file.getValue(), String.valueOf(e.getMessage()));
      }
    }
  }

  private static CliException rejection(String option, Path path, String why) {
    return new CliException(ExitCode.USAGE_ERROR, option + ": cannot write " + path + ": " + why);
  }
}
