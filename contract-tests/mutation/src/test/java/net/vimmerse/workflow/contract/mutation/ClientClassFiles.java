package net.vimmerse.workflow.contract.mutation;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.vimmerse.workflow.client.WorkflowClient;

/** The class files of the client by name, from a directory or a jar. */
final class ClientClassFiles {
  private ClientClassFiles() {}

  static Map<String, byte[]> all() throws IOException {
    try {
      URI where = WorkflowClient.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      if (!where.getPath().endsWith(".jar")) {
        return below(Path.of(where));
      }
      try (FileSystem jar = FileSystems.newFileSystem(Path.of(where))) {
        return below(jar.getPath("/"));
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static Map<String, byte[]> below(Path root) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    String packages = WorkflowClient.class.getPackageName().replace('.', '/');
    try (Stream<Path> files = Files.walk(root.resolve(packages))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (name.endsWith(".class")) {
          classes.put(
              name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
        }
      }
    }
    return classes;
  }
}
