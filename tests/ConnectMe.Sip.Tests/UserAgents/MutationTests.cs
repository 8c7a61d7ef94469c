using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;

namespace ConnectMe.Sip.Tests.UserAgents;

/// <summary>Good messages with some bytes changed, in every state of a call: no exception, no hang, and the next good call works (H2).</summary>
public class MutationTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory, MemberData(nameof(Seeds)), Spec("H2")]
    public void Whatever_is_said_within_a_call_the_agent_goes_on(int seed)
    {
        var network = new SimulatedNetwork();
        var alice = new Agent(network, "10.0.0.1:5060", seed);
        var peer = new Peer(network, "10.0.0.2:5060");
        alice.Trusts(peer);
        var chance = new Random(seed);
        alice.React = happened => Answer(alice, happened, chance);
        var read = 0;
        for (var round = 0; round < 60; round++)
        {
            peer.Send(alice, peer.Request(SipMethod.Invite, 1, callId: $"call-{round}"));
            network.Run(TimeSpan.FromMilliseconds(500));
            var tag = peer.Received.OfType<SipResponse>().LastOrDefault(response => response.To.Tag is not null)?.To.Tag;
            foreach (var message in Messages(peer, tag, $"call-{round}"))
            {
                var bytes = Mutate(MessageWriter.ToArray(message), chance);
                read += alice.Feed(peer.Address, bytes) ? 1 : 0;
            }

            network.Run(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(read, 100, int.MaxValue); // else the agent was not put to the test
        network.Run(TimeSpan.FromSeconds(90));
        alice.React = null;
        peer.Received.Clear();
        peer.Send(alice, peer.Request(SipMethod.Invite, 1, callId: "good"));
        network.RunUntil(() => alice.All<SipEvent.Invited>().Any(invited => invited.Request.CallId == "good"));
    }

    static IEnumerable<SipMessage> Messages(Peer peer, string? tag, string call)
    {
        var sdp = peer.Request(SipMethod.Invite, 3, tag, call, lines: "Session-Expires: 1800;refresher=uac");
        sdp.SetBody(Encoding.UTF8.GetBytes("v=0\r\ns=x\r\n"), "application/sdp");
        yield return sdp;
        yield return peer.Request(SipMethod.Prack, 4, tag, call, lines: "RAck: 1 1 INVITE");
        yield return peer.Request(SipMethod.Ack, 1, tag, call);
        yield return peer.Request(SipMethod.Update, 5, tag, call, lines: ["Session-Expires: 90", "Supported: timer", "Min-SE: 90"]);
        yield return peer.Request(
            SipMethod.Refer,
            6,
            tag,
            call,
            lines: ["Refer-To: <sip:carol@example.com?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc>", "Referred-By: <sip:bob@example.com>"]
        );
        yield return peer.Request(SipMethod.Notify, 7, tag, call, lines: ["Event: refer;id=1", "Subscription-State: active"]);
        var digit = peer.Request(SipMethod.Info, 8, tag, call);
        digit.SetBody(Encoding.UTF8.GetBytes("Signal=5\r\nDuration=160\r\n"), "application/dtmf-relay");
        yield return digit;
        yield return peer.Request(
            SipMethod.Invite,
            1,
            callId: call + "-2",
            lines: ["Replaces: a;to-tag=b;from-tag=c", "Accept: application/sdp"]
        );
        yield return peer.Request(SipMethod.Bye, 9, tag, call, lines: "Reason: SIP;cause=200;text=\"Call completed elsewhere\"");
    }

    static byte[] Mutate(byte[] bytes, Random chance)
    {
        for (var i = chance.Next(4); i > 0; i--)
        {
            var at = chance.Next(bytes.Length);
            bytes = chance.Next(4) switch
            {
                0 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + chance.Next(6))..]],
                1 => [.. bytes[..at], .. bytes[..chance.Next(20)], .. bytes[at..]],
                2 => [.. bytes[..at], (byte)chance.Next(256), .. bytes[(at + 1)..]],
                _ => [.. bytes[..at], (byte)" ;:=,<>\"@09-"[chance.Next(12)], .. bytes[(at + 1)..]],
            };
        }

        return bytes;
    }

    static void Answer(Agent alice, SipEvent happened, Random chance)
    {
        switch (happened)
        {
            case SipEvent.Invited invited:
                alice.Do((agent, now) => agent.Progress(invited.Session, Agent.Sdp("early"), now));
                if (chance.Next(3) > 0)
                {
                    alice.Do((agent, now) => agent.Answer(invited.Session, Agent.Sdp("answer"), now));
                }

                break;
            case SipEvent.Offered offered when chance.Next(2) == 0:
                alice.Do((agent, now) => agent.Accept(offered.Session, Agent.Sdp("accepted"), now));
                break;
            case SipEvent.Referred referred:
                alice.Do((agent, _) => agent.AcceptReferral(referred.Session, referred.Referral));
                alice.Do((agent, _) => agent.ReportReferral(referred.Session, referred.Referral, 200));
                break;
        }
    }
}
