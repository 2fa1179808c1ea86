package io.github.qsmaven.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A headless Chromium without network access, controlled by the DevTools protocol. It stops when
 * this object is closed, and at the latest with the JVM.
 */
public final class Chromium implements AutoCloseable {
  /** The reason why its tests are skipped. */
  public static final String NOT_INSTALLED =
      "No Chromium: neither chromium, chromium-browser nor google-chrome is on the path, nor is one"
          + " named by CHROMIUM or -Dchromium";

  private static final int LONGEST_WAIT_S = 60;
  private static final String ANNOUNCEMENT = "DevTools listening on ";

  private final ObjectMapper mapper = new ObjectMapper();
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final Path folder;
  private final Process process;
  private final Thread hook = new Thread(this::stop, "stop-chromium");
  private final WebSocket socket;

  /** The executable, if one is installed. */
  public static Optional<Path> find() {
    String named = System.getProperty("chromium", System.getenv("CHROMIUM"));
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(f -> Path.of(f, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts a browser.
   *
   * @param executable the result of {@link #find}
   * @throws IOException if it does not start
   */
  public Chromium(Path executable) throws IOException {
    folder = Files.createTempDirectory("chromium-");
    process =
        new ProcessBuilder(
                executable.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                // The sandbox does not work for root, and all pages are our own.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                // Only this machine can be resolved.
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
                "--lang=en-US",
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Runtime.getRuntime().addShutdownHook(hook);
    socket =
        get(
            HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address()), new MessageListener()));
  }

  /** Reads its output to the end, because a full pipe would block the browser. */
  private String address() throws IOException {
    CompletableFuture<String> address = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = process.errorReader(UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  if (line.startsWith(ANNOUNCEMENT)) {
                    address.complete(line.substring(ANNOUNCEMENT.length()).strip());
                  }
                }
              } catch (IOException e) {
                // The browser was stopped.
              }
              address.completeExceptionally(new IOException("Chromium has stopped"));
            },
            "read-chromium");
    reader.setDaemon(true);
    reader.start();
    return get(address);
  }

  private static <T> T get(CompletableFuture<T> future) throws IOException {
    try {
      return future.get(LONGEST_WAIT_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause().getMessage()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("Chromium does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  /** Opens an empty page with its own storage. */
  public Page newPage() throws IOException {
    String context =
        send(null, "Target.createBrowserContext", Map.of()).get("browserContextId").asString();
    String target =
        send(null, "Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
            .get("targetId")
            .asString();
    String session =
        send(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asString();
    Page page = new Page(session);
    pages.put(session, page);
    for (String domain : List.of("Page", "Runtime", "Log")) {
      page.send(domain + ".enable", Map.of());
    }
    return page;
  }

  private JsonNode send(@Nullable String session, String method, Map<String, ?> parameters)
      throws IOException {
    int id = lastId.incrementAndGet();
    Map<String, Object> message = new HashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (session != null) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    synchronized (socket) {
      get(socket.sendText(mapper.writeValueAsString(message), true));
    }
    return get(answer);
  }

  private void receive(JsonNode message) {
    JsonNode id = message.get("id");
    if (id != null) {
      CompletableFuture<JsonNode> answer = answers.remove(id.asInt());
      if (answer != null && message.has("error")) {
        answer.completeExceptionally(new IOException(message.get("error").toString()));
      } else if (answer != null) {
        answer.complete(message.get("result"));
      }
      return;
    }
    JsonNode session = message.get("sessionId");
    Page page = session == null ? null : pages.get(session.asString());
    if (page != null) {
      page.receive(message.get("method").asString(), message.get("params"));
    }
  }

  /** Kills the process with its children, and removes its folder. */
  private void stop() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(
        each -> each.onExit().completeOnTimeout(each, LONGEST_WAIT_S, TimeUnit.SECONDS).join());
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      // The folder is a temporary one.
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    socket.abort();
    stop();
  }

  private final class MessageListener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        receive(mapper.readTree(whole));
      }
      from.request(1);
      return null;
    }
  }

  /** A page. Each wait has a limit and then fails. */
  public final class Page {
    private final String session;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<JsonNode> loaded = new CompletableFuture<>();

    private Page(String session) {
      this.session = session;
    }

    private JsonNode send(String method, Map<String, ?> parameters) throws IOException {
      return Chromium.this.send(session, method, parameters);
    }

    private void receive(String event, JsonNode parameters) {
      switch (event) {
        case "Page.loadEventFired" -> loaded.complete(parameters);
        case "Page.javascriptDialogOpening" -> {
          complaints.add("dialog: " + parameters.get("message").asString());
          new Thread(this::dismiss, "dismiss-dialog").start();
        }
        case "Runtime.exceptionThrown" -> complaints.add("exception: " + parameters);
        case "Log.entryAdded" -> complaints.add("log: " + parameters.get("entry"));
        default -> {}
      }
    }

    private void dismiss() {
      try {
        send("Page.handleJavaScriptDialog", Map.of("accept", false));
      } catch (IOException e) {
        complaints.add("dialog that stays: " + e.getMessage());
      }
    }

    /** Dialogs, exceptions, and log entries such as violations of the content security policy. */
    public List<String> complaints() {
      return complaints;
    }

    /** Loads an address, and waits until it is loaded. */
    public void load(URI address) throws IOException {
      loaded = new CompletableFuture<>();
      send("Page.navigate", Map.of("url", address.toString()));
      get(loaded);
    }

    /**
     * Evaluates an expression; if it is a promise, waits for it.
     *
     * @return its value
     * @throws IOException if it throws
     */
    public JsonNode evaluate(String expression) throws IOException {
      JsonNode answer =
          send(
              "Runtime.evaluate",
              Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
      if (answer.has("exceptionDetails")) {
        throw new IOException(expression + ": " + answer.get("exceptionDetails"));
      }
      JsonNode value = answer.get("result").get("value");
      return value == null ? mapper.nullNode() : value;
    }

    /** Waits in the browser until an expression is true. */
    public void await(String expression) throws IOException {
      evaluate(
          "new Promise(done => { const look = () => ("
              + expression
              + ") ? done() : setTimeout(look, 5); look(); })");
    }

    /** Types a text into the focused element. */
    public void type(String text) throws IOException {
      send("Input.insertText", Map.of("text", text));
    }

    /**
     * Presses and releases a key.
     *
     * @param key the key, as in DOM's {@code KeyboardEvent.key}: {@code Tab}, {@code /}
     */
    public void press(String key) throws IOException {
      int code =
          switch (key) {
            case "Tab" -> 9;
            case "Enter" -> 13;
            case "Escape" -> 27;
            case " " -> 32;
            case "/" -> 191;
            default -> throw new IllegalArgumentException(key);
          };
      String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
      for (String kind : List.of(text.isEmpty() ? "rawKeyDown" : "keyDown", "keyUp")) {
        send(
            "Input.dispatchKeyEvent",
            Map.of(
                "type",
                kind,
                "key",
                key,
                "windowsVirtualKeyCode",
                code,
                "text",
                kind.equals("keyDown") ? text : ""));
      }
    }

    /** Sets the size of the page in CSS pixels. */
    public void resize(int width, int height) throws IOException {
      send(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /**
     * Sets the preferred color scheme.
     *
     * @param scheme {@code light} or {@code dark}
     */
    public void prefer(String scheme) throws IOException {
      send(
          "Emulation.setEmulatedMedia",
          Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /**
     * Sets the medium.
     *
     * @param medium {@code print}
     */
    public void emulate(String medium) throws IOException {
      send("Emulation.setEmulatedMedia", Map.of("media", medium));
    }

    /** Disables scripts from the next page on. */
    public void withoutScripts() throws IOException {
      send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /** Saves a screenshot as PNG. */
    public void screenshot(Path file) throws IOException {
      write(file, send("Page.captureScreenshot", Map.of("format", "png")));
    }

    /** Prints the page to a PDF file. */
    public void print(Path file) throws IOException {
      write(file, send("Page.printToPDF", Map.of("printBackground", false)));
    }

    private void write(Path file, JsonNode answer) throws IOException {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Base64.getDecoder().decode(answer.get("data").asString()));
    }
  }
}
