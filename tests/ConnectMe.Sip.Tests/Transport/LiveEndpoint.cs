using System.Net;
using System.Security.Cryptography;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.Transport;

/// <summary>The whole endpoint on loopback, as a stranger meets it: it knows nobody.</summary>
sealed class LiveEndpoint : IAsyncDisposable, ISipDirectory, IWatchedResources
{
    readonly SipEndpoint _endpoint;

    public LiveEndpoint(Func<SipEndpointOptions, SipEndpointOptions>? change = null)
    {
        var options = new SipEndpointOptions
        {
            Listen =
            [
                new(SipProtocol.Udp, new IPEndPoint(IPAddress.Loopback, 0)),
                new(SipProtocol.Tcp, new IPEndPoint(IPAddress.Loopback, 0)),
                new(SipProtocol.Ws, new IPEndPoint(IPAddress.Loopback, 0)),
            ],
            Faulted = Bugs.Add,
        };
        _endpoint = new SipEndpoint(
            change?.Invoke(options) ?? options,
            transactions => new UserAgent(
                transactions,
                new UserAgentOptions { Realm = "pbx.example" },
                this,
                this,
                RandomNumberGenerator.Create()
            )
        );
    }

    public List<Exception> Bugs { get; } = [];

    public IPEndPoint At(SipProtocol protocol) => _endpoint.Listening.Single(listener => listener.Protocol == protocol).Address;

    public SipAccount? Account(string username) => null;

    public SipTrunk? TrunkAt(IPAddress source) => null;

    public WatchedResource? Find(SipAccount watcher, EventPackage package, SipUri resource) => null;

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();
}
