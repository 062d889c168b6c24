package net.vimmerse.workflow.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key whose certificate for {@code localhost} is signed by itself, in a file. */
public final class SelfSignedKey {

  private static final String ALIAS = "key";
  private static final String PASSWORD = "changeit";

  private final Path file;
  private final KeyStore store;

  private SelfSignedKey(Path file, KeyStore store) {
    this.file = file;
    this.store = store;
  }

  /** Creates a key in a directory. */
  public static SelfSignedKey create(Path directory) throws Exception {
    Path file = directory.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-alias",
                ALIAS,
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    if (made.waitFor() != 0) {
      throw new IOException(new String(made.getInputStream().readAllBytes(), UTF_8));
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return new SelfSignedKey(file, store);
  }

  /** Returns the context of a server that has this key. */
  SSLContext context() throws Exception {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** Returns the options of a JVM that trusts this key only. */
  public String[] trustOptions() {
    return new String[] {
      "-Djavax.net.ssl.trustStore=" + file, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD
    };
  }

  /** Writes the key and its certificate in PEM. */
  public Path writePem() throws Exception {
    return Files.writeString(
        file.resolveSibling("key.pem"),
        pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded())
            + pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
  }

  private static String pem(String type, byte[] encoded) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(encoded), type);
  }
}
