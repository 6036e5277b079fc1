package dev.vigil.dashboard.access;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The users of one Vigil: a JSON file, mode 0600, with hashed passwords. It is read again when it
 * has changed, so a user who is taken out of it is out at once, sessions and all.
 */
public final class UserFile {
  private static final TypeReference<List<User>> USERS = new TypeReference<>() {};

  private final Path file;
  private final Passwords passwords = new Passwords();
  private final String nobody = passwords.hash("of nobody");
  private @Nullable Stamp stamp;
  private TreeMap<String, User> users = new TreeMap<>();

  /** By which a changed file is told from the one that was read. */
  private record Stamp(Object modified, long size) {}

  /** The file need not exist: then there is no user. */
  public UserFile(Path file) {
    this.file = requireNonNull(file, "file is null");
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  /**
   * All users by name.
   *
   * @throws IllegalStateException if the file is damaged or others may read it
   */
  public synchronized List<User> all() {
    refresh();
    return List.copyOf(users.values());
  }

  /** The user of this name, null if there is none. */
  public synchronized @Nullable User find(String name) {
    refresh();
    return users.get(name);
  }

  /**
   * The user with this name and password; null if there is none. Takes the same time whether the
   * name or the password is wrong.
   */
  public @Nullable User find(String name, String password) {
    User user = find(name);
    boolean matches = passwords.matches(user == null ? nobody : user.password(), password);
    return matches ? user : null;
  }

  /**
   * By which a user of this name is known again: not the same once that user has another password,
   * or was taken out and added anew. Null if there is none, and while the file can't be read, when
   * links are the only way in.
   */
  @Nullable String mark(String name) {
    try {
      User user = find(name);
      return user == null ? null : Secrets.digest(user.password());
    } catch (IllegalStateException | UncheckedIOException e) {
      return null;
    }
  }

  /**
   * Adds a user, or replaces the one of this name, whose sessions go on with the same password and
   * end with another.
   *
   * @throws IllegalArgumentException if the password is too short
   */
  public synchronized User put(
      String name, Set<Role> roles, @Nullable Set<String> wards, String password) {
    if (password.length() < Passwords.SHORTEST) {
      throw new IllegalArgumentException(
          "the password is too short, expected at least " + Passwords.SHORTEST + " characters");
    }
    refresh();
    User before = users.get(name);
    boolean same = before != null && passwords.matches(before.password(), password);
    User user =
        new User(
            name,
            new TreeSet<>(roles),
            wards == null ? null : new TreeSet<>(wards),
            before != null && same ? before.password() : passwords.hash(password));
    users.put(name, user);
    write();
    return user;
  }

  /** Takes a user out; false if there is none of this name. */
  public synchronized boolean remove(String name) {
    refresh();
    if (users.remove(name) == null) {
      return false;
    }
    write();
    return true;
  }

  private void write() {
    OwnerOnly.write(file, Json.encode(users.values()));
    stamp = null;
  }

  private void refresh() {
    try {
      Stamp now = new Stamp(Files.getLastModifiedTime(file), Files.size(file));
      if (now.equals(stamp)) {
        return;
      }
      OwnerOnly.require(file);
      TreeMap<String, User> read = new TreeMap<>();
      for (User user : Json.mapper().readValue(Files.readAllBytes(file), USERS)) {
        read.put(user.name(), user);
      }
      users = read;
      stamp = now;
    } catch (NoSuchFileException e) {
      users = new TreeMap<>();
      stamp = null;
    } catch (JacksonException e) {
      throw new IllegalStateException(
          "user file "
              + file
              + " is damaged, expected what ./vigil user wrote: mend it, or delete it and add the"
              + " users again",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("user file " + file + " can't be read", e);
    }
  }
}
