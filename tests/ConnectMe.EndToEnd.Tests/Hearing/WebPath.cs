using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>The way of one browser to the web server: pages, posts and the event stream; or of its sound by TCP. Its connections can be torn, and it can be closed for a while.</summary>
public sealed class WebPath : IAsyncDisposable
{
    readonly Socket _door = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    readonly ConcurrentDictionary<Socket, bool> _open = new();
    readonly EndPoint _server;
    readonly Task _running;
    volatile TaskCompletionSource? _hole;

    public WebPath(string url)
    {
        var server = new Uri(url);
        _server = new IPEndPoint(IPAddress.Parse(server.Host), server.Port);
        _door.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _door.Listen();
        Url = FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_door.LocalEndPoint!).Port}");
        _running = Run();
    }

    /// <summary>What the browser opens instead.</summary>
    public string Url { get; }

    /// <summary>Nothing arrives from now on, and nobody is told: what is sent waits, as TCP repeats it.</summary>
    public void Cut() => _hole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend()
    {
        _hole?.TrySetResult();
        _hole = null;
    }

    /// <summary>Every connection there is now ends in a reset.</summary>
    public void Tear()
    {
        foreach (var socket in _open.Keys)
        {
            Reset(socket);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _door.Dispose();
        Mend();
        Tear();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // ends by its socket
    }

    async Task Run()
    {
        while (true)
        {
            _ = Serve(await _door.AcceptAsync());
        }
    }

    async Task Serve(Socket browser)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        (_open[browser], _open[server]) = (true, true);
        try
        {
            await server.ConnectAsync(_server);
            await Task.WhenAny(Pass(browser, server), Pass(server, browser));
        }
        catch (SocketException)
        {
            // the server is not there, or the connection was torn: the browser sees it end
        }

        Reset(browser);
        Reset(server);
    }

    async Task Pass(Socket from, Socket to)
    {
        var bytes = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(bytes) is > 0 and var count)
            {
                await (_hole?.Task ?? Task.CompletedTask);
                await to.SendAsync(bytes.AsMemory(0, count));
            }
        }
        catch (Exception torn) when (torn is SocketException or ObjectDisposedException)
        {
            // either end: then both
        }
    }

    void Reset(Socket socket)
    {
        if (_open.TryRemove(socket, out _))
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
    }
}
