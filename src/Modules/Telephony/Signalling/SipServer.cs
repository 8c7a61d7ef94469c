using System.Net;
using System.Security.Cryptography;
using System.Threading.Channels;
using ConnectMe.Sip;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Telephony.Signalling;

/// <summary>The installation's SIP endpoint, once it is open: commands go in, events come out.</summary>
internal sealed class SipServer(
    SipSettings settings,
    TelephonySettings telephony,
    SipDirectory directory,
    WatchedPeople watched,
    SipCertificate certificate,
    SipLadders ladders,
    SipFaults faults,
    TimeProvider time
) : IAsyncDisposable
{
    readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();
    readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile SipEndpoint? _endpoint;

    public bool IsOpen => _endpoint is not null;

    /// <summary>Done when it is.</summary>
    public Task Opened => _opened.Task;

    public IReadOnlyList<SipListener> Listening => _endpoint?.Listening ?? [];

    /// <summary>What phones and trunks do. One reader, once it is open.</summary>
    public ChannelReader<SipEvent> Events => _endpoint!.Events;

    /// <summary>Runs it on the signalling loop, in the order of asking. Before the endpoint is open there is nothing to run it on.</summary>
    /// <returns>False when it is not open.</returns>
    public bool Do(Action<UserAgent, DateTimeOffset> action)
    {
        if (_endpoint is not { } endpoint)
        {
            return false;
        }

        endpoint.Post(action);
        return true;
    }

    /// <summary>Binds the sockets; <see cref="System.Net.Sockets.SocketException"/> when one is taken.</summary>
    public void Open()
    {
        var options = new SipEndpointOptions
        {
            Listen = [.. Listeners()],
            PublicAddresses = settings.Advertised,
            Certificate = certificate.Current,
            Trace = ladders.Take,
            Faulted = faults.Happened,
        };
        var agent = new UserAgentOptions
        {
            Realm = telephony.SipRealm,
            MostSessions = settings.MostCalls,
            MostNewSessionsPerSecond = settings.MostCallsPerSecond,
        };
        _endpoint = new SipEndpoint(options, transactions => new UserAgent(transactions, agent, directory, watched, _random), time);
        _opened.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        if (_endpoint is { } endpoint)
        {
            await endpoint.DisposeAsync();
        }

        _random.Dispose();
    }

    IEnumerable<SipListener> Listeners()
    {
        IReadOnlyList<IPAddress> addresses = settings.ListenOn is { Count: > 0 } chosen ? chosen : [IPAddress.IPv6Any];
        var port = settings.Port is 0 ? FreePort.Find(addresses[0]) : settings.Port;
        foreach (var address in addresses)
        {
            yield return new SipListener(SipProtocol.Udp, new IPEndPoint(address, port));
            yield return new SipListener(SipProtocol.Tcp, new IPEndPoint(address, port));
            if (certificate.IsConfigured)
            {
                yield return new SipListener(SipProtocol.Tls, new IPEndPoint(address, settings.TlsPort));
            }
        }
    }
}
