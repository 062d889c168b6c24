package net.vimmerse.workflow.contract.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Loads a mutated client and the tests that use it; all other classes are shared. */
public final class MutantClassLoader extends ClassLoader {
  private final Map<String, byte[]> client;
  private final Set<String> changed;
  private final Predicate<String> anew;

  /**
   * Makes a loader.
   *
   * @param client the client's class files by name, in the form {@code a/b/C}
   * @param changed those that are not as they were
   * @param anew whether a class beside the client is to be loaded anew, by its name in the same
   *     form
   */
  MutantClassLoader(Map<String, byte[]> client, Set<String> changed, Predicate<String> anew) {
    super(MutantClassLoader.class.getClassLoader());
    this.client = client;
    this.changed = changed;
    this.anew = anew;
  }

  /** Returns the simple names of the changed classes. */
  public Set<String> changed() {
    return changed.stream().map(it -> it.replaceFirst(".*/", "")).collect(Collectors.toSet());
  }

  /** Returns this loader's class of the same name. */
  Class<?> anew(Class<?> type) {
    try {
      return loadClass(type.getName());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      String file = name.replace('.', '/');
      if (loaded != null) {
        return loaded;
      }
      if (!client.containsKey(file) && !anew.test(file)) {
        return super.loadClass(name, resolve);
      }
      byte[] bytes = client.containsKey(file) ? client.get(file) : read(file);
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private byte[] read(String file) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(file + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(file, e);
    }
  }
}
