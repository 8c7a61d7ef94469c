using System.Net;
using System.Security.Cryptography;
using System.Text;
using ConnectMe.Media.Ice;
using ConnectMe.Media.Stun;
using Path = ConnectMe.Media.Ice.Path;

namespace ConnectMe.Media.Tests.Ice;

public sealed class IceLiteAgentTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    static readonly IceCredentials Local = new("srvfrag1", "server-password-of-24-chr");
    static readonly TransportAddress Ours = TransportAddress.Of(IPAddress.Loopback, 40000);

    readonly IceLiteAgent _agent = new(Local, "brws", Start);
    readonly byte[] _response = new byte[StunLimits.Message];

    [Fact]
    public void An_authentic_check_is_answered_with_the_address_it_came_from()
    {
        var length = Handle(Check(), From(5000), Start);

        Assert.Equal(StunMalformedReason.None, StunMessage.Read(_response.AsSpan(0, length), out var response));
        Assert.Equal(StunClass.SuccessResponse, response.Class);
        Assert.True(response.TransactionId.SequenceEqual("transaction!"u8));
        Assert.True(response.HasFingerprint);
        Assert.True(response.IsAuthentic(Encoding.UTF8.GetBytes(Local.Password)));
        Assert.True(response.TryGet(StunAttribute.XorMappedAddress, out var value));
        Assert.True(XorMappedAddress.TryRead(value, response.TransactionId, out var mapped));
        Assert.Equal(From(5000).Remote, mapped);
    }

    [Fact]
    public void A_check_without_USE_CANDIDATE_validates_its_path_and_nominates_nothing()
    {
        Handle(Check(), From(5000), Start);
        Handle(Check(), From(5000), Start);

        Assert.Equal([new IceOutput(IceOutputKind.PathValidated, From(5000))], Outputs());
        Assert.Null(_agent.Nominated);
    }

    [Fact]
    public void USE_CANDIDATE_nominates_once()
    {
        Handle(Check(useCandidate: true), From(5000), Start);
        Handle(Check(useCandidate: true), From(5000), Start.AddSeconds(1));

        Assert.Equal(
            [new IceOutput(IceOutputKind.PathValidated, From(5000)), new IceOutput(IceOutputKind.PathNominated, From(5000))],
            Outputs()
        );
        Assert.Equal(From(5000), _agent.Nominated);
    }

    [Fact]
    public void A_path_that_is_no_more_is_left_for_the_one_last_checked_and_any_nomination_is_better()
    {
        Handle(Check(useCandidate: true), From(5000), Start);
        Handle(Check(), From(5001), Start.AddSeconds(1));
        Handle(Check(), From(5002), Start.AddSeconds(2));
        Handle(Check(), From(5001), Start.AddSeconds(3));
        Outputs();

        _agent.Forget(From(5000));
        Assert.Equal([new IceOutput(IceOutputKind.PathForgotten, From(5000))], Outputs());
        Assert.Equal(From(5001), _agent.Nominated);

        Handle(Check(useCandidate: true), From(5002), Start.AddSeconds(4));
        Assert.Equal(From(5002), _agent.Nominated);
        _agent.Forget(From(5001));
        _agent.Forget(From(5002));
        _agent.Forget(From(5002)); // nothing twice
        Assert.Null(_agent.Nominated); // nothing is sent to nowhere
    }

    [Theory]
    [InlineData("wrong integrity")]
    [InlineData("no integrity")]
    [InlineData("another peer's ufrag")]
    public void A_check_that_does_not_prove_itself_is_met_with_silence_and_moves_nothing(string flaw)
    {
        Handle(Check(useCandidate: true), From(5000), Start);
        Outputs();

        var forged = flaw switch
        {
            "wrong integrity" => Check(useCandidate: true, key: "guessed"),
            "no integrity" => Check(useCandidate: true, key: null),
            _ => Check(useCandidate: true, username: "srvfrag1:other"),
        };
        var length = Handle(forged, From(6666), Start.AddSeconds(10));

        Assert.Equal(0, length);
        Assert.Empty(Outputs());
        Assert.Equal(From(5000), _agent.Nominated);
        Assert.Equal(Start, _agent.LastCheck);
        Assert.Equal(1, _agent.Unauthenticated);
    }

    [Theory]
    [InlineData(StunClass.Indication, 1)]
    [InlineData(StunClass.SuccessResponse, 1)]
    [InlineData(StunClass.ErrorResponse, 1)]
    [InlineData(StunClass.Request, 3)] // TURN Allocate
    public void Anything_but_a_Binding_request_is_met_with_silence(object @class, int method)
    {
        var length = Handle(Check(@class: (StunClass)@class, method: (StunMethod)method), From(5000), Start);

        Assert.Equal(0, length);
        Assert.Empty(Outputs());
    }

    [Fact]
    public void An_unknown_attribute_that_must_be_understood_is_answered_420_and_named()
    {
        var length = Handle(Check(useCandidate: true, extra: 0x7F01), From(5000), Start);

        Assert.Equal(StunMalformedReason.None, StunMessage.Read(_response.AsSpan(0, length), out var response));
        Assert.Equal(StunClass.ErrorResponse, response.Class);
        Assert.True(response.IsAuthentic(Encoding.UTF8.GetBytes(Local.Password)));
        Assert.True(response.TryGet(StunAttribute.ErrorCode, out var code));
        Assert.Equal([0, 0, 4, 20], code.ToArray());
        Assert.True(response.TryGet(StunAttribute.UnknownAttributes, out var types));
        Assert.Equal([0x7F, 0x01], types.ToArray());
        Assert.Empty(Outputs());
    }

    [Fact]
    public void An_unknown_optional_attribute_is_ignored()
    {
        Handle(Check(extra: 0xC057), From(5000), Start); // GOOG-NETWORK-INFO, which Chromium sends

        Assert.Equal(IceOutputKind.PathValidated, Assert.Single(Outputs()).Kind);
    }

    [Fact]
    public void A_peer_that_takes_the_controlled_role_is_told_of_the_conflict()
    {
        var length = Handle(Check(role: StunAttribute.IceControlled), From(5000), Start);

        Assert.Equal(StunMalformedReason.None, StunMessage.Read(_response.AsSpan(0, length), out var response));
        Assert.True(response.TryGet(StunAttribute.ErrorCode, out var code));
        Assert.Equal([0, 0, 4, 87], code.ToArray());
        Assert.Empty(Outputs());
    }

    [Fact]
    public void Consent_expires_30_seconds_after_the_last_authentic_check()
    {
        Handle(Check(useCandidate: true), From(5000), Start.AddSeconds(20));
        Outputs();

        Assert.Equal(Start.AddSeconds(50), _agent.NextTimeout);
        _agent.Handle(Start.AddSeconds(49));
        Assert.Empty(Outputs());

        _agent.Handle(Start.AddSeconds(50));
        _agent.Handle(Start.AddSeconds(51));
        Assert.Equal([new IceOutput(IceOutputKind.ConsentExpired, From(5000))], Outputs());
        Assert.Equal(0, Handle(Check(), From(5000), Start.AddSeconds(52)));
    }

    [Fact]
    public void An_agent_that_never_sees_a_check_gives_up_after_30_seconds()
    {
        _agent.Handle(Start.AddSeconds(30));

        Assert.Equal(IceOutputKind.ConsentExpired, Assert.Single(Outputs()).Kind);
    }

    [Fact]
    public void Of_paths_nominated_together_the_best_is_used()
    {
        Handle(Check(useCandidate: true, priority: 900), From(5000), Start);
        Handle(Check(useCandidate: true, priority: 800), From(5001), Start.AddMilliseconds(20));
        Assert.Equal(From(5000), _agent.Nominated);

        Handle(Check(useCandidate: true, priority: 1000), From(5002), Start.AddMilliseconds(40));
        Assert.Equal(From(5002), _agent.Nominated);
    }

    [Fact]
    public void A_later_nomination_is_followed_at_once_even_if_worse()
    {
        Handle(Check(useCandidate: true, priority: 900), From(5000), Start);
        Handle(Check(useCandidate: true, priority: 100), From(5001), Start.AddSeconds(5));

        Assert.Equal(From(5001), _agent.Nominated);
    }

    [Fact]
    public void A_ninth_path_makes_the_longest_unused_one_forgotten_but_never_the_nominated_one()
    {
        Handle(Check(useCandidate: true), From(5000), Start);
        for (var i = 1; i <= 8; i++)
        {
            Handle(Check(), From(5000 + i), Start.AddSeconds(i));
        }

        Assert.Equal([From(5001)], Outputs().Where(o => o.Kind == IceOutputKind.PathForgotten).Select(o => o.Path));
        Assert.Equal(From(5000), _agent.Nominated);
    }

    [Fact]
    public void Handling_a_check_again_allocates_nothing()
    {
        var (check, path) = (Check(useCandidate: true), From(5000));
        Repeat(100);
        Outputs();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Repeat(int times)
        {
            for (var i = 0; i < times; i++)
            {
                StunMessage.Read(check, out var message);
                _agent.Handle(message, path, Start, _response);
            }
        }
    }

    [Fact]
    public void Credentials_are_long_enough_and_never_the_same()
    {
        using var random = RandomNumberGenerator.Create();
        var all = Enumerable.Range(0, 100).Select(_ => IceCredentials.Create(random)).ToList();

        Assert.All(all, c => Assert.Matches("^[A-Za-z0-9+/]{8,}$", c.UsernameFragment));
        Assert.All(all, c => Assert.Matches("^[A-Za-z0-9+/]{22,}$", c.Password));
        Assert.Equal(100, all.Select(c => c.UsernameFragment).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(100, all.Select(c => c.Password).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("2001:db8::7")]
    public void An_address_is_the_same_however_it_was_read(string address)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(address), 49152);

        Assert.Equal(TransportAddress.Of(endPoint), TransportAddress.Of(endPoint.Serialize()));
        Assert.Equal(endPoint, TransportAddress.Of(endPoint).ToIPEndPoint());
    }

    [Fact]
    public void An_IPv4_address_seen_by_an_IPv6_socket_is_that_IPv4_address() =>
        Assert.Equal(
            TransportAddress.Of(IPAddress.Parse("192.0.2.7"), 5000),
            TransportAddress.Of(IPAddress.Parse("::ffff:192.0.2.7"), 5000)
        );

    static Path From(int port) => new(Ours, TransportAddress.Of(IPAddress.Parse("192.0.2.7"), (ushort)port));

    int Handle(ReadOnlySpan<byte> datagram, in Path path, DateTimeOffset now)
    {
        Assert.Equal(StunMalformedReason.None, StunMessage.Read(datagram, out var message));
        return _agent.Handle(message, path, now, _response);
    }

    List<IceOutput> Outputs()
    {
        var outputs = new List<IceOutput>();
        while (_agent.TryTake(out var output))
        {
            outputs.Add(output);
        }
        return outputs;
    }

    static byte[] Check(
        bool useCandidate = false,
        uint priority = 1,
        string? key = "server-password-of-24-chr",
        string username = "srvfrag1:brws",
        int extra = 0,
        StunAttribute role = StunAttribute.IceControlling,
        StunClass @class = StunClass.Request,
        StunMethod method = StunMethod.Binding
    )
    {
        var buffer = new byte[StunLimits.Message];
        var writer = new StunMessageWriter(buffer, @class, method, "transaction!"u8);
        writer.Add(StunAttribute.Username, Encoding.UTF8.GetBytes(username));
        writer.Add(role, 0x1234UL);
        writer.Add(StunAttribute.Priority, priority);
        if (useCandidate)
        {
            writer.Add(StunAttribute.UseCandidate, []);
        }
        if (extra != 0)
        {
            writer.Add((StunAttribute)extra, "x"u8);
        }
        if (key is not null)
        {
            writer.AddMessageIntegrity(Encoding.UTF8.GetBytes(key));
        }
        writer.AddFingerprint();
        return buffer[..writer.Length];
    }
}
