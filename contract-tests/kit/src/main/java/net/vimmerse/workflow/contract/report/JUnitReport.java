package net.vimmerse.workflow.contract.report;

import java.io.StringWriter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;

/**
 * Writes a report in the format of Surefire, which Jenkins and GitLab read: one test suite, each
 * group a class, each result a test case.
 */
public final class JUnitReport {
  private final XMLStreamWriter xml;

  private JUnitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** Returns the XML document with its declaration, to be written as UTF-8. */
  public static String of(Report report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      new JUnitReport(xml).suite(report);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Cannot write into memory", e);
    }
    return text.toString();
  }

  private void suite(Report report) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    attribute("name", "workflow-contract");
    attribute("time", seconds(report.elapsed()));
    attribute("timestamp", timestamp(report));
    attribute("tests", "" + report.results().size());
    attribute("errors", "0");
    attribute("skipped", "" + report.count(Outcome.SKIPPED));
    attribute("failures", "" + report.count(Outcome.FAILED));
    xml.writeStartElement("properties");
    property("target", report.target());
    for (Map.Entry<String, String> fact : report.facts().entrySet()) {
      property(fact.getKey(), fact.getValue());
    }
    xml.writeEndElement();
    for (TestResult result : report.results()) {
      testCase(result);
    }
    xml.writeEndElement();
  }

  private void property(String name, String value) throws XMLStreamException {
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
  }

  private void testCase(TestResult result) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("name", result.name());
    attribute("classname", result.group());
    attribute("time", seconds(result.elapsed()));
    switch (result.outcome()) {
      case PASSED -> {}
      case SKIPPED -> {
        xml.writeEmptyElement("skipped");
        attribute("message", result.message());
      }
      case FAILED -> {
        xml.writeStartElement("failure");
        attribute("message", result.message().lines().findFirst().orElse(""));
        attribute("type", "drift");
        xml.writeCharacters(PrintableText.text(details(result)));
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
  }

  private static String details(TestResult result) {
    String exchanges =
        result.exchanges().stream().map(Transcript::of).collect(Collectors.joining("\n"));
    return result.message() + "\n\n" + result.reproduction() + "\n\n" + exchanges;
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, PrintableText.text(value));
  }

  private static String timestamp(Report report) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        report.begun().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
  }
}
