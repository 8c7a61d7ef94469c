using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ConnectMe.EndToEnd.Tests;

/// <summary>
/// A bad network between one browser and the server's media port: what the browser sends of its sound by UDP is lost in part, or nothing comes through. There is
/// no way by TCP, but where it is asked for: over a path of its own.
/// </summary>
public sealed partial class LossyPath : IAsyncDisposable
{
    readonly Socket _browserSide = Bound();
    readonly Dictionary<EndPoint, Socket> _serverSides = []; // one for each connection of the browser, as a router does
    readonly CancellationTokenSource _stop = new();
    readonly TaskCompletionSource<EndPoint> _server = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task _running;
    readonly List<Task> _answers = [];
    volatile EndPoint? _browser;
    volatile EndPoint? _left;
    volatile int _percent;
    readonly bool _hasTcp;
    volatile bool _isCut;
    int _debt;

    LossyPath(bool tcp)
    {
        _hasTcp = tcp;
        _running = FromBrowser();
    }

    /// <summary>Leads the line that this person's page will open over the path.</summary>
    /// <param name="lines">Which: those of calls, or of connection tests.</param>
    /// <param name="tcp">The browser may come by TCP too; else it is as if the server had none.</param>
    public static async Task<LossyPath> Of(Phone phone, string lines = "**/line?id=*", bool tcp = false)
    {
        var path = new LossyPath(tcp);
        await phone.Context.RouteAsync(lines, path.Rewrite);
        return path;
    }

    /// <summary>What goes by TCP; there once the first line has been opened.</summary>
    public WebPath? Tcp { get; private set; }

    /// <summary>So many packets of a hundred are lost from now on.</summary>
    public void Lose(int percent) => _percent = percent;

    /// <summary>Nothing comes through, either way, until it is mended.</summary>
    public void Cut() => _isCut = true;

    public void Mend() => _isCut = false;

    /// <summary>The browser is in another network from now on: what it had open is dead, and what it opens comes through.</summary>
    public void Leave() => _left = _browser;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _server.TrySetCanceled();
        _browserSide.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // ends by its socket
        foreach (var side in _serverSides.Values)
        {
            side.Dispose();
        }

        await Task.WhenAll(_answers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // by theirs
        _stop.Dispose();
        if (Tcp is not null)
        {
            await Tcp.DisposeAsync();
        }
    }

    async Task Rewrite(IRoute route)
    {
        var response = await route.FetchAsync();
        var answer = await response.TextAsync();
        if (Candidate().Match(answer) is not { Success: true } candidate)
        {
            await route.FulfillAsync(new() { Response = response });
            return;
        }

        var server = new IPEndPoint(IPAddress.Parse(candidate.Groups["ip"].Value), int.Parse(candidate.Groups["port"].Value, null));
        _server.TrySetResult(server);
        Tcp ??= _hasTcp ? new WebPath($"http://{server}") : null;
        var here = (IPEndPoint)_browserSide.LocalEndPoint!;
        var changed = Candidate().Replace(answer, $"${{before}}{here.Address} {here.Port}");
        changed = TcpCandidate().Replace(changed, Tcp is { } tcp ? $"${{before}}127.0.0.1 {new Uri(tcp.Url).Port}${{after}}" : "");
        await route.FulfillAsync(new() { Response = response, Body = changed });
    }

    async Task FromBrowser()
    {
        var server = await _server.Task;
        var datagram = new byte[2048];
        while (!_stop.IsCancellationRequested)
        {
            var received = await _browserSide.ReceiveFromAsync(datagram, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
            if (_isCut || received.RemoteEndPoint.Equals(_left))
            {
                continue;
            }

            _browser = received.RemoteEndPoint;
            if (!IsLost(datagram))
            {
                await SideOf(received.RemoteEndPoint).SendToAsync(datagram.AsMemory(0, received.ReceivedBytes), server, _stop.Token);
            }
        }
    }

    Socket SideOf(EndPoint browser)
    {
        if (!_serverSides.TryGetValue(browser, out var side))
        {
            _serverSides.Add(browser, side = Bound());
            _answers.Add(FromServer(side, browser));
        }

        return side;
    }

    async Task FromServer(Socket side, EndPoint browser)
    {
        var datagram = new byte[2048];
        while (!_stop.IsCancellationRequested)
        {
            var received = await side.ReceiveFromAsync(datagram, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
            if (!_isCut && !browser.Equals(_left))
            {
                await _browserSide.SendToAsync(datagram.AsMemory(0, received.ReceivedBytes), browser, _stop.Token);
            }
        }
    }

    /// <summary>RTP only (RFC 7983, RFC 5761), evenly spread.</summary>
    bool IsLost(byte[] datagram)
    {
        if (datagram[0] is < 128 or > 191 || datagram[1] is >= 192 and <= 223)
        {
            return false;
        }

        _debt += _percent;
        if (_debt < 100)
        {
            return false;
        }

        _debt -= 100;
        return true;
    }

    static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    [GeneratedRegex(
        @"(?<before>a=candidate:\S+ \d+ udp \d+ )(?<ip>\S+) (?<port>\d+)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        100
    )]
    private static partial Regex Candidate();

    [GeneratedRegex(
        @"(?<before>a=candidate:\S+ \d+ tcp \d+ )\S+ \d+(?<after>[^\r\n]*\r\n)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        100
    )]
    private static partial Regex TcpCandidate();
}
