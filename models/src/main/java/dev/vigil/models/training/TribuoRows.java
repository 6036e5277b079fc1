package dev.vigil.models.training;

import dev.vigil.models.tribuo.TribuoModels;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjDoubleConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.DoubleStream;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Rows as Tribuo takes them. */
final class TribuoRows {
  /** Stands in models for the time of training, so that the same rows give the same bytes. */
  static final OffsetDateTime TIME = OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);

  /** Tribuo tells of every training through java.util.logging; kept, or the level is lost. */
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  private final List<Example<Label>> examples = new ArrayList<>();

  /**
   * Adds a row, unless nothing of it is known, which Tribuo can't learn from.
   *
   * @param weight of it, above 0
   * @param terms gives the inputs by name
   */
  void add(boolean label, float weight, Consumer<ObjDoubleConsumer<String>> terms) {
    // Filled in one go: Tribuo's add() grows and sorts its arrays each time.
    List<String> names = new ArrayList<>();
    DoubleStream.Builder values = DoubleStream.builder();
    terms.accept(
        (name, term) -> {
          names.add(name);
          values.add(term);
        });
    if (!names.isEmpty()) {
      String name = label ? TribuoModels.POSITIVE : TribuoModels.NEGATIVE;
      ArrayExample<Label> example =
          new ArrayExample<>(
              new Label(name), names.toArray(String[]::new), values.build().toArray());
      example.setWeight(weight);
      examples.add(example);
    }
  }

  int size() {
    return examples.size();
  }

  /**
   * All of them.
   *
   * @param data where they came from, in words
   */
  MutableDataset<Label> dataset(String data) {
    TRIBUO.setLevel(Level.WARNING);
    LabelFactory labels = new LabelFactory();
    SimpleDataSourceProvenance source = new SimpleDataSourceProvenance(data, TIME, labels);
    return new MutableDataset<>(new ListDataSource<>(examples, labels, source));
  }
}
