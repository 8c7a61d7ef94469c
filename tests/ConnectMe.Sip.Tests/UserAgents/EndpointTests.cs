using System.Net;
using System.Security.Cryptography;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>Whole calls over real sockets on this machine.</summary>
public sealed class EndpointTests : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    readonly List<SipEndpoint> _endpoints = [];

    [
        Theory,
        InlineData(SipProtocol.Udp, true),
        InlineData(SipProtocol.Udp, false),
        InlineData(SipProtocol.Tcp, true),
        InlineData(SipProtocol.Tcp, false)
    ]
    public async Task A_call_is_placed_changed_and_ended_by_either_side(SipProtocol protocol, bool callerEnds)
    {
        var alice = Open(protocol);
        var bob = Open(protocol);
        var call = new SessionId(Guid.NewGuid());
        var uri = UriOf(bob, protocol);
        alice.Post(
            (agent, now) =>
                agent.Invite(
                    call,
                    new InvitePlan
                    {
                        RequestUri = uri,
                        Trunk = Everybody.Trunk with { Server = uri },
                        Tenant = Guid.Empty,
                        From = new NameAddress(new SipUri("127.0.0.1", "alice")),
                        Sdp = Agent.Sdp("offer"),
                    },
                    now
                )
        );
        var invited = await Next<SipEvent.Invited>(bob);
        bob.Post((agent, now) => agent.Ring(invited.Session, now));
        await Next<SipEvent.Progressed>(alice);
        bob.Post((agent, now) => agent.Answer(invited.Session, Agent.Sdp("answer"), now));
        await Next<SipEvent.Answered>(alice);
        await Next<SipEvent.Confirmed>(bob);
        bob.Post((agent, now) => agent.Offer(invited.Session, Agent.Sdp("hold"), now));
        var offered = await Next<SipEvent.Offered>(alice);
        Assert.Equal("v=0\r\ns=hold\r\n", Agent.TextOf(offered.Message));
        alice.Post((agent, now) => agent.Accept(call, Agent.Sdp("held"), now));
        await Next<SipEvent.OfferAccepted>(bob);
        var (who, session) = callerEnds ? (alice, call) : (bob, invited.Session);
        who.Post((agent, now) => agent.HangUp(session, now));

        Assert.Equal(callerEnds ? EndCause.HungUp : EndCause.PeerHungUp, (await Next<SipEvent.Ended>(alice)).Cause);
        Assert.Equal(callerEnds ? EndCause.PeerHungUp : EndCause.HungUp, (await Next<SipEvent.Ended>(bob)).Cause);
    }

    [Fact]
    public async Task Where_nobody_listens_a_call_fails_at_once()
    {
        var alice = Open(SipProtocol.Tcp);
        var gone = Open(SipProtocol.Tcp);
        var uri = UriOf(gone, SipProtocol.Tcp);
        await gone.DisposeAsync();
        alice.Post(
            (agent, now) =>
                agent.Invite(
                    new SessionId(Guid.NewGuid()),
                    new InvitePlan
                    {
                        RequestUri = uri,
                        Tenant = Guid.Empty,
                        From = new NameAddress(new SipUri("127.0.0.1", "alice")),
                        Sdp = Agent.Sdp("offer"),
                    },
                    now
                )
        );

        Assert.Equal(FailureCause.Transport, (await Next<SipEvent.Failed>(alice)).Cause);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var endpoint in _endpoints)
        {
            await endpoint.DisposeAsync();
        }
    }

    SipEndpoint Open(SipProtocol protocol)
    {
        var options = new SipEndpointOptions
        {
            Listen = [new SipListener(protocol, new IPEndPoint(IPAddress.Loopback, 0))],
            Faulted = exception => Assert.Fail(exception.ToString()),
        };
        var everybody = new Everybody();
        var endpoint = new SipEndpoint(
            options,
            transactions => new UserAgent(
                transactions,
                new UserAgentOptions { Realm = Agent.Realm },
                everybody,
                everybody,
                RandomNumberGenerator.Create()
            )
        );
        _endpoints.Add(endpoint);
        return endpoint;
    }

    static SipUri UriOf(SipEndpoint endpoint, SipProtocol protocol)
    {
        var uri = new SipUri("127.0.0.1", "bob", endpoint.Listening[0].Address.Port);
        return protocol == SipProtocol.Tcp ? uri.With("transport", "tcp") : uri;
    }

    /// <summary>Passes over what comes in between.</summary>
    static async Task<T> Next<T>(SipEndpoint endpoint)
        where T : SipEvent
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (true)
        {
            if (await endpoint.Events.ReadAsync(limit.Token) is T wanted)
            {
                return wanted;
            }
        }
    }

    /// <summary>All of this machine are one trunk.</summary>
    sealed class Everybody : ISipDirectory, IWatchedResources
    {
        public static readonly SipTrunk Trunk = new(Guid.NewGuid(), Guid.Empty, new SipUri("127.0.0.1"), null, IsTrusted: true);

        public SipAccount? Account(string username) => null;

        public SipTrunk? TrunkAt(IPAddress source) => Trunk;

        public WatchedResource? Find(SipAccount watcher, EventPackage package, SipUri resource) => null;
    }
}
