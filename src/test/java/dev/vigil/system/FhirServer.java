package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.RequiredParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;

/**
 * HAPI's FHIR server with its strict R4 parser, which refuses what isn't FHIR. Resources are kept
 * in memory, by HTTP's rules for conditional create and update.
 */
public final class FhirServer implements AutoCloseable {
  static final String TOKEN = "a-token";

  final List<Flag> flags = Collections.synchronizedList(new ArrayList<>());
  final List<Communication> communications = Collections.synchronizedList(new ArrayList<>());
  volatile boolean refusesCommunications;

  /** Status that a Flag is answered with instead of being written; 0 for none. */
  volatile int refusesFlags;

  private final AtomicInteger writtenFlags = new AtomicInteger();
  private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));

  FhirServer() throws Exception {
    FhirContext context = FhirContext.forR4Cached();
    context.setParserErrorHandler(new StrictErrorHandler());
    RestfulServer fhir = new RestfulServer(context);
    fhir.setResourceProviders(new Flags(), new Communications());
    ServletContextHandler handler = new ServletContextHandler("/");
    handler.addServlet(new ServletHolder(fhir), "/fhir/*");
    server.setHandler(handler);
    server.start();
  }

  String base() {
    return URI.create(
            "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort())
        .resolve("/fhir")
        .toString();
  }

  /** How often a Flag was written, whether that changed it or not. */
  int writtenFlags() {
    return writtenFlags.get();
  }

  private static void requireToken(RequestDetails request) {
    if (!("Bearer " + TOKEN).equals(request.getHeader("Authorization"))) {
      throw new AuthenticationException("no token");
    }
  }

  /** {@code Flag?identifier=system|value}, encoded. */
  private static TokenParam identifier(String conditional) {
    String query = conditional.substring(conditional.indexOf("identifier=") + 11);
    String[] token = URLDecoder.decode(query, UTF_8).split("\\|", 2);
    return new TokenParam(token[0], token[1]);
  }

  private static boolean has(List<Identifier> identifiers, TokenParam wanted) {
    return identifiers.stream()
        .anyMatch(
            each ->
                wanted.getSystem().equals(each.getSystem())
                    && wanted.getValue().equals(each.getValue()));
  }

  /** Public for HAPI, as its methods. */
  public final class Flags implements IResourceProvider {
    @Override
    public Class<? extends IBaseResource> getResourceType() {
      return Flag.class;
    }

    @Update
    public MethodOutcome update(
        @IdParam IdType id,
        @ResourceParam Flag flag,
        @ConditionalUrlParam String conditional,
        RequestDetails request) {
      requireToken(request);
      if (refusesFlags > 0) {
        throw BaseServerResponseException.newInstance(refusesFlags, "not this one");
      }
      writtenFlags.incrementAndGet();
      TokenParam wanted = identifier(conditional);
      for (int i = 0; i < flags.size(); i++) {
        if (has(flags.get(i).getIdentifier(), wanted)) {
          flag.setId(flags.get(i).getIdElement());
          flags.set(i, flag);
          return new MethodOutcome(flag.getIdElement(), false);
        }
      }
      flag.setId(new IdType("Flag", Integer.toString(flags.size() + 1), "1"));
      flags.add(flag);
      return new MethodOutcome(flag.getIdElement(), true);
    }

    @Search
    public List<Flag> search(
        @RequiredParam(name = Flag.SP_IDENTIFIER) TokenParam wanted, RequestDetails request) {
      requireToken(request);
      return flags.stream().filter(flag -> has(flag.getIdentifier(), wanted)).toList();
    }
  }

  /** Public for HAPI, as its methods. */
  public final class Communications implements IResourceProvider {
    @Override
    public Class<? extends IBaseResource> getResourceType() {
      return Communication.class;
    }

    @Create
    public MethodOutcome create(
        @ResourceParam Communication communication,
        @ConditionalUrlParam String conditional,
        RequestDetails request) {
      requireToken(request);
      if (refusesCommunications) {
        throw new UnprocessableEntityException("not these");
      }
      TokenParam wanted = identifier(conditional);
      for (Communication known : communications) {
        if (has(known.getIdentifier(), wanted)) {
          return new MethodOutcome(known.getIdElement(), false);
        }
      }
      String id = Integer.toString(communications.size() + 1);
      communication.setId(new IdType("Communication", id, "1"));
      communications.add(communication);
      return new MethodOutcome(communication.getIdElement(), true);
    }
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
