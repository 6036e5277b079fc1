package dev.vigil.app.evaluation.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.app.evaluation.report.SvgTag.Point;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A page as its readers have it. */
final class ParsedPage {
  private static final XPath XPATH = XPathFactory.newInstance().newXPath();

  private final String text;
  private final Document document;

  ParsedPage(byte[] bytes) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    text = new String(bytes, UTF_8);
    document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
  }

  /** The page as it is written. */
  String text() {
    return text;
  }

  List<Element> elements(String path) throws Exception {
    NodeList nodes = (NodeList) XPATH.evaluate(path, document, XPathConstants.NODESET);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  List<String> texts(String path) throws Exception {
    return elements(path).stream().map(Element::getTextContent).toList();
  }

  /** The texts of a table's cells and row heads, row by row, without its heads. */
  List<List<String>> rows(String table) throws Exception {
    List<List<String>> rows = new ArrayList<>();
    int count = elements(table + "/tbody/tr").size();
    for (int i = 1; i <= count; i++) {
      rows.add(texts("(" + table + "/tbody/tr)[" + i + "]/*"));
    }
    return rows;
  }

  /** The points of a contestant's line in a plot, 0 for the first. */
  List<Point> curve(String plot, int contestant) throws Exception {
    String path =
        "//*[@id='%s']/g[@clip-path]/polyline[@class='curve mark%d']".formatted(plot, contestant);
    return Arrays.stream(elements(path).get(0).getAttribute("points").split(" "))
        .map(
            place -> {
              String[] pair = place.split(",");
              return new Point(Double.parseDouble(pair[0]), Double.parseDouble(pair[1]));
            })
        .toList();
  }

  /** From a value to its place along the x-axis, as a reader takes it from two of its ticks. */
  DoubleUnaryOperator readingX(String plot, boolean isLog) throws Exception {
    return reading(plot, "x-axis", "x", isLog);
  }

  /** From a value to its place along the y-axis. */
  DoubleUnaryOperator readingY(String plot, boolean isLog) throws Exception {
    return reading(plot, "y-axis", "y", isLog);
  }

  private DoubleUnaryOperator reading(String plot, String axis, String way, boolean isLog)
      throws Exception {
    String path = "//*[@id='%s']/g[@class='axis %s']".formatted(plot, axis);
    List<String> labels = texts(path + "/text[@class='tick-label']");
    List<Element> ticks = elements(path + "/line[@class='tick']");
    DoubleUnaryOperator form = isLog ? Math::log10 : value -> value;
    double low = form.applyAsDouble(Double.parseDouble(labels.get(0)));
    double high = form.applyAsDouble(Double.parseDouble(labels.get(labels.size() - 1)));
    double first = Double.parseDouble(ticks.get(0).getAttribute(way + "1"));
    double last = Double.parseDouble(ticks.get(ticks.size() - 1).getAttribute(way + "1"));
    return value -> first + (form.applyAsDouble(value) - low) / (high - low) * (last - first);
  }
}
