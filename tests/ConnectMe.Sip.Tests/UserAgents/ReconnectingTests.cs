using System.Net;
using System.Text;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.Tests.Registrations;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>The process was killed in the middle of a call with a phone over TCP, whose connection died with it (R2).</summary>
public sealed class ReconnectingTests : ISipDirectory, IWatchedResources, IDisposable
{
    const string BehindNat = "sip:d-7k2m@10.0.0.5:40001;transport=tcp";
    const string Public = "sip:d-7k2m@198.51.100.20:40001;transport=tcp";
    const string Instance = "<urn:uuid:00000000-0000-1000-8000-000A95A0E128>";

    static readonly SipFlow s_anew = Some.Tcp with { Remote = IPEndPoint.Parse("198.51.100.20:40777"), Connection = 8 };

    readonly SessionId _session = new(Guid.NewGuid());
    readonly Wire _wire;
    uint _sequence = 100;
    UserAgent _agent = null!;

    public ReconnectingTests() =>
        _wire = new Wire(transactions =>
            _agent = new UserAgent(transactions, new UserAgentOptions { Realm = "pbx.example" }, this, this, new SeededRandom(1))
        );

    [Theory, InlineData(null), InlineData(Instance)]
    [Spec("R2")]
    public void A_phone_behind_NAT_is_offered_sound_when_it_registers_over_a_new_connection(string? instance)
    {
        Load(BehindNat, instance);
        Restore(BehindNat);
        Assert.Empty(_wire.Sent);

        Register("sip:d-7k2m@10.0.0.5:40777;transport=tcp", s_anew, instance);
        var invite = _wire.Take<SipRequest>();
        Assert.Equal((SipMethod.Invite, s_anew), (invite.Method, _wire.LastTo.Flow));
        var answer = SipResponse.For(invite, 200);
        answer.Headers.Add("Contact", $"<{BehindNat}>");
        answer.SetBody(Encoding.UTF8.GetBytes("v=0\r\n"), "application/sdp");
        _wire.Answer(answer, s_anew);

        Assert.Contains(Events(), happened => happened is SipEvent.OfferAccepted);
        Assert.Equal((SipMethod.Ack, s_anew), (_wire.Take<SipRequest>().Method, _wire.LastTo.Flow));
    }

    [Fact]
    [Spec("R2")]
    public void One_that_came_before_its_call_was_restored_is_offered_sound_at_once()
    {
        Load(BehindNat, Instance);
        Register("sip:d-7k2m@10.0.0.5:40777;transport=tcp", s_anew, Instance);
        Restore(BehindNat);

        Assert.Equal((SipMethod.Invite, s_anew), (_wire.Take<SipRequest>().Method, _wire.LastTo.Flow));
    }

    [Fact]
    [Spec("R2")]
    public void One_that_may_listen_where_its_Contact_says_is_connected_to_and_awaited_when_that_fails()
    {
        Load(Public, null);
        Restore(Public);
        Assert.Equal(SipMethod.Invite, _wire.Take<SipRequest>().Method);
        Assert.Null(_wire.LastTo.Flow);
        _wire.RefuseLast();
        Assert.DoesNotContain(Events(), happened => happened is SipEvent.Ended);

        Register("sip:d-7k2m@198.51.100.20:40777;transport=tcp", s_anew, null);
        Assert.Equal((SipMethod.Invite, s_anew), (_wire.Take<SipRequest>().Method, _wire.LastTo.Flow));
    }

    [Fact]
    [Spec("R2")]
    public void Another_device_of_the_account_is_not_taken_for_it()
    {
        Load(BehindNat, Instance);
        Restore(BehindNat);
        Register("sip:d-7k2m@10.0.0.6:5060;transport=tcp", s_anew, "<urn:uuid:another>");
        Assert.Empty(_wire.Sent);
    }

    [Fact]
    [Spec("R2")]
    public void A_phone_that_comes_after_its_call_was_given_up_is_sent_the_BYE()
    {
        Load(BehindNat, Instance);
        Restore(BehindNat);
        _wire.Do(now => _agent.HangUp(_session, now, new SessionReason("Q.850", 41, "Temporary failure")));
        Assert.Contains(Events(), happened => happened is SipEvent.Ended { Cause: EndCause.HungUp });
        Assert.Empty(_wire.Sent);

        Register("sip:d-7k2m@10.0.0.5:40777;transport=tcp", s_anew, Instance);
        var bye = _wire.Take<SipRequest>();
        Assert.Equal((SipMethod.Bye, s_anew), (bye.Method, _wire.LastTo.Flow));
        Assert.Equal("Q.850;cause=41;text=\"Temporary failure\"", bye.Headers["Reason"]);
        _wire.Answer(bye, 200, s_anew);
        Assert.Equal((0, 0), (_agent.SessionCount, _agent.PendingCount));
    }

    [Fact]
    [Spec("R2")]
    public void A_BYE_that_could_not_be_sent_waits_too()
    {
        Load(Public, Instance);
        Restore(Public, sdp: "");
        _wire.Do(now => _agent.HangUp(_session, now));
        Assert.Equal(SipMethod.Bye, _wire.Take<SipRequest>().Method);
        _wire.RefuseLast();

        Register("sip:d-7k2m@198.51.100.20:40777;transport=tcp", s_anew, Instance);
        Assert.Equal((SipMethod.Bye, s_anew), (_wire.Take<SipRequest>().Method, _wire.LastTo.Flow));
    }

    [Theory, InlineData(true), InlineData(false)]
    [Spec("R2")]
    public void Nothing_is_left_of_a_call_whose_phone_never_comes(bool isHungUp)
    {
        Load(BehindNat, Instance);
        Restore(BehindNat);
        if (isHungUp)
        {
            _wire.Do(now => _agent.HangUp(_session, now));
        }

        _wire.Pass(TimeSpan.FromMinutes(11));
        Assert.Empty(_wire.Sent);
        Assert.Single(Events().OfType<SipEvent.Ended>());
        Assert.Equal((0, 0), (_agent.SessionCount, _agent.PendingCount));
    }

    [Fact]
    [Spec("R2")]
    public void What_is_stored_while_it_waits_says_all_that_the_next_run_needs()
    {
        Restore(BehindNat);
        var stored = Assert.Single(Events().OfType<SipEvent.Stored>()).What;
        Assert.Equal((SipProtocol.Tcp, $"{Some.Tcp.Remote}", $"{Some.Tcp.Local}"), (stored.Protocol, stored.FlowRemote, stored.FlowLocal));
    }

    public void Dispose() => _agent.Dispose();

    SipAccount? ISipDirectory.Account(string username) => username == Some.Account.Username ? Some.Account : null;

    SipTrunk? ISipDirectory.TrunkAt(IPAddress source) => null;

    WatchedResource? IWatchedResources.Find(SipAccount watcher, EventPackage package, SipUri resource) => null;

    /// <summary>The phone's binding of before the kill, and one of another device of the account.</summary>
    void Load(string contact, string? instance)
    {
        Binding Known(string at, SipFlow flow, string? of) =>
            new()
            {
                Account = Some.Account.Id,
                Contact = SipUri.Parse(at),
                Flow = flow,
                Expires = Some.Start + TimeSpan.FromHours(1),
                CallId = at,
                Sequence = 1,
                Instance = of,
            };
        var other = Known(
            "sip:d-7k2m@10.0.0.6:5060;transport=tcp",
            Some.Tcp with
            {
                Connection = 6,
                Remote = IPEndPoint.Parse("198.51.100.20:39999"),
            },
            null
        );
        _wire.Do(now => _agent.LoadBindings([Known(contact, Some.Tcp, instance), other], now));
    }

    void Restore(string target, string sdp = "v=0\r\ns=again\r\n")
    {
        var stored = new StoredSession
        {
            CallId = "call",
            Local = "<sip:205@pbx.example>;tag=ours",
            Remote = "<sip:d-7k2m@pbx.example>;tag=theirs",
            RemoteTarget = target,
            Contact = "sip:205@192.0.2.1",
            LocalSequence = 1,
            RemoteSequence = 1,
            Protocol = SipProtocol.Tcp,
            FlowLocal = Some.Tcp.Local.ToString(),
            FlowRemote = Some.Tcp.Remote.ToString(),
        };
        var call = new RestoredCall(stored, Guid.Empty, Trunk: null, Some.Account.Id, Encoding.UTF8.GetBytes(sdp));
        _wire.Provider = new SipDestination(SipProtocol.Tcp, Some.Tcp.Remote);
        _wire.Do(now => Assert.True(_agent.Restore(_session, call, now)));
    }

    /// <summary>With credentials, after a challenge; what is sent beside the answers is left on the wire.</summary>
    void Register(string contact, SipFlow flow, string? instance)
    {
        SipRequest Request()
        {
            var request = new SipRequest(SipMethod.Register, SipUri.Parse("sip:pbx.example"));
            request.Headers.Add("Max-Forwards", 70);
            request.Headers.Add("From", "<sip:d-7k2m@pbx.example>;tag=r");
            request.Headers.Add("To", "<sip:d-7k2m@pbx.example>");
            request.Headers.Add("Call-ID", "registration");
            request.CSeq = new CSeq(++_sequence, SipMethod.Register);
            request.Headers.Add("Contact", $"<{contact}>;expires=600{(instance is null ? "" : $";+sip.instance=\"{instance}\"")}");
            return request;
        }

        _wire.Receive(Request(), flow);
        var challenged = _wire.Take<SipResponse>();
        var client = new DigestClient("d-7k2m", "s3cret", "pbx.example", new SeededRandom(3));
        var retry = Request();
        Assert.Equal(DigestAnswer.Answered, client.Answer(challenged, Some.Server.Address, [Some.Server.Address], retry, tries: 0));
        _wire.Receive(retry, flow);
        Assert.Equal(200, _wire.Take<SipResponse>().StatusCode);
    }

    List<SipEvent> Events()
    {
        List<SipEvent> events = [];
        while (_agent.TryTake(out var happened))
        {
            events.Add(happened);
        }

        return events;
    }
}
