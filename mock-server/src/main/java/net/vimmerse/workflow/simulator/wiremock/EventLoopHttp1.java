package net.vimmerse.workflow.simulator.wiremock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import wiremock.org.eclipse.jetty.io.Connection;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.io.ManagedSelector;
import wiremock.org.eclipse.jetty.io.SocketChannelEndPoint;
import wiremock.org.eclipse.jetty.server.ConnectionFactory;
import wiremock.org.eclipse.jetty.server.Connector;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.HttpChannelOverHttp;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.server.HttpConnection;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.util.BufferUtil;
import wiremock.org.eclipse.jetty.util.Callback;
import wiremock.org.eclipse.jetty.util.thread.Invocable;
import wiremock.org.eclipse.jetty.util.thread.Scheduler;

/**
 * Accepts HTTP/1.1, and handles prompt requests in the thread of the selector that has read them.
 * Waking another thread for each takes about as long as a poll, and the other then competes with
 * the selector. Other requests are handled by a thread of their own, as Jetty does with all; so are
 * those of a client that always has another request ready, which would keep the selector for
 * itself.
 */
final class EventLoopHttp1 extends HttpConnectionFactory {

  /** How many requests of one connection are handled before those of others, if more follow. */
  private static final int MAX_IN_A_ROW = 16;

  private static final int JETTYS_DEFAULT = -1;

  private final Predicate<Request> isPrompt;

  /**
   * Creates a factory of connections.
   *
   * @param isPrompt tests, given method, path and headers, whether a request takes little time and
   *     waits for nothing: others on the same selector wait for it
   */
  EventLoopHttp1(HttpConfiguration configuration, Predicate<Request> isPrompt) {
    super(configuration);
    this.isPrompt = isPrompt;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    HttpConnection connection =
        new EventLoopConnection(getHttpConfiguration(), connector, endPoint);
    connection.setUseInputDirectByteBuffers(isUseInputDirectByteBuffers());
    connection.setUseOutputDirectByteBuffers(isUseOutputDirectByteBuffers());
    return configure(connection, connector, endPoint);
  }

  /**
   * Returns what executes tasks in the thread that handles a request now if it is that of a
   * selector; and otherwise, in any other thread. The tasks of the former must not wait.
   */
  static Executor executor(Request request) {
    HttpChannel channel = request.getHttpChannel();
    return Invocable.isNonBlockingInvocation()
            && channel.getEndPoint() instanceof EventLoopEndPoint endPoint
        ? endPoint
        : channel.getConnector().getExecutor();
  }

  /** Accepts connections whose tasks can be executed in the threads of their selectors. */
  static ServerConnector connector(Server server, int selectors, ConnectionFactory... factories) {
    return new ServerConnector(server, JETTYS_DEFAULT, selectors, factories) {
      @Override
      protected SocketChannelEndPoint newEndPoint(
          SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        SocketChannelEndPoint endPoint =
            new EventLoopEndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
      }
    };
  }

  private static final class EventLoopEndPoint extends SocketChannelEndPoint implements Executor {
    private final ManagedSelector selector;

    /** Until the selector finds more to read. */
    private boolean drained;

    EventLoopEndPoint(
        SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
      super(channel, selector, key, scheduler);
      this.selector = selector;
    }

    /**
     * Reads what has arrived. Jetty reads again after each request, although a read that leaves
     * room in the buffer has taken all; the second would be a system call for nothing.
     */
    @Override
    public int fill(ByteBuffer buffer) throws IOException {
      if (drained) {
        return 0;
      }
      int filled = super.fill(buffer);
      drained = filled > 0 && BufferUtil.space(buffer) > 0;
      return filled;
    }

    @Override
    protected void needsFillInterest() {
      drained = false;
      super.needsFillInterest();
    }

    @Override
    public void execute(Runnable task) {
      selector.submit(selected -> Invocable.invokeNonBlocking(task));
    }
  }

  private final class EventLoopConnection extends HttpConnection {

    private final Callback readable =
        Callback.from(
            Invocable.InvocationType.NON_BLOCKING, this::read, this::onFillInterestedFailed);

    /** Since the selector has found something to read. */
    private int handled;

    EventLoopConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
      super(configuration, connector, endPoint, false);
    }

    @Override
    public void fillInterested() {
      getEndPoint().fillInterested(readable);
    }

    private void read() {
      handled = 0;
      Invocable.invokeNonBlocking(this::onFillable);
    }

    @Override
    protected HttpChannelOverHttp newHttpChannel() {
      return new HttpChannelOverHttp(
          this, getConnector(), getHttpConfiguration(), getEndPoint(), this) {
        @Override
        public boolean handle() {
          if (Invocable.isNonBlockingInvocation()
              && getState().isIdle()
              && (++handled > MAX_IN_A_ROW || !isPrompt.test(getRequest()))) {
            execute(this);
            return false;
          }
          return super.handle();
        }
      };
    }
  }
}
