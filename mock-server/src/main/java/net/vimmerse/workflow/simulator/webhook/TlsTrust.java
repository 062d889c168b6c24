package net.vimmerse.workflow.simulator.webhook;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Decides about the certificates of receivers, and says why one is refused. */
final class TlsTrust {

  private TlsTrust() {}

  /** Returns a context that accepts every certificate for every host. */
  static SSLContext everyCertificate() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new EveryCertificate()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK supports TLS", e);
    }
  }

  /** Returns the reason of a failed TLS connection, in our words. */
  static String reason(Throwable failure) {
    if (has(failure, CertificateExpiredException.class)) {
      return "the certificate has expired";
    }
    if (has(failure, CertPathBuilderException.class)) {
      return "the certificate is not trusted; --webhook-insecure accepts it";
    }
    if (has(failure, CertificateException.class)) {
      return "the certificate is not for this host; --webhook-insecure accepts it";
    }
    return "the receiver does not support it, or closed the connection";
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(type::isInstance);
  }

  /** Extends the class that is also responsible for checking the host name. */
  private static final class EveryCertificate extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
