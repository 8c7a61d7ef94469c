using System.Text;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.Tests.Events;

namespace ConnectMe.Sip.Tests.Registrations;

/// <summary>What an account that has proved itself can still send: anything that reads. Every request gets an answer, and nothing throws.</summary>
public sealed class HostileRequestTests
{
    const int Rounds = 30_000;

    const string Register =
        "REGISTER sip:pbx.example SIP/2.0\r\nVia: SIP/2.0/TCP 10.0.0.5:5070;branch=z9hG4bK1;rport\r\nMax-Forwards: 70\r\n"
        + "From: <sip:d-7k2m@pbx.example>;tag=f\r\nTo: <sip:d-7k2m@pbx.example>\r\nCall-ID: call\r\nCSeq: 1 REGISTER\r\n"
        + "Contact: \"A\" <sip:d-7k2m@10.0.0.5:5070;transport=tcp;ob>;reg-id=1;+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-000A95A0E128>\";q=0.5;expires=600,"
        + " <sip:d-7k2m@[2001:db8::5]:5070>;expires=0, *\r\nPath: <sip:edge.example;lr;ob>\r\nExpires: 3600\r\nSupported: path, outbound, gruu\r\n"
        + "Require: outbound\r\nUser-Agent: Phone 1\r\nContent-Length: 0\r\n\r\n";

    const string Subscribe =
        "SUBSCRIBE sip:anna@pbx.example SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.5:5070;branch=z9hG4bK1\r\nMax-Forwards: 70\r\n"
        + "From: <sip:d-7k2m@pbx.example>;tag=f\r\nTo: <sip:anna@pbx.example>\r\nCall-ID: call\r\nCSeq: 1 SUBSCRIBE\r\n"
        + "Contact: <sip:d-7k2m@10.0.0.5:5070>\r\nEvent: dialog;id=7\r\nExpires: 600\r\nAccept: application/dialog-info+xml, */*;q=0.1\r\n"
        + "Record-Route: <sip:p1.example;lr>, <sip:p2.example>\r\nContent-Length: 0\r\n\r\n";

    static readonly string[] Morsels =
    [
        "",
        "0",
        "-1",
        "99999999999999999999",
        "*",
        ",",
        ";",
        "\"",
        "<",
        ">",
        "%00",
        "sip:",
        "tel:+31",
        "\u20ac",
        "1\r\nX: ",
        ";expires=1",
        "reg-id=0",
        "\r\n ",
        "\r\nContact: *\r\nX: ",
        "@",
        "[::1]",
    ];

    [Fact]
    public void Every_REGISTER_that_reads_is_answered()
    {
        var registrar = new Registrar(new RegistrarOptions());
        var answers = new HashSet<int>();
        foreach (var request in Mutations(Register, 10))
        {
            answers.Add(registrar.Handle(request, Some.Tcp, Some.Account, Some.Start).StatusCode);
            while (registrar.TryTake(out _)) { }
            Assert.InRange(registrar.Bindings(Some.Account.Id).Length, 0, 10);
        }
        registrar.FlowLost(Some.Tcp);
        registrar.Handle(Some.Start.AddHours(2));

        Assert.Empty(registrar.All);
        Assert.Null(registrar.NextTimeout);
        Assert.Superset(new HashSet<int> { 200, 400, 403, 420 }, answers);
    }

    [Fact]
    public void Every_SUBSCRIBE_that_reads_is_answered()
    {
        var phone = new WatchingPhone();
        var answers = new HashSet<int>();
        foreach (var request in Mutations(Subscribe, 20).Where(request => request.Method == SipMethod.Subscribe))
        {
            phone.Wire.Sent.Clear();
            phone.Wire.Receive(request, Some.Udp);
            answers.UnionWith(phone.Wire.Sent.OfType<SipResponse>().Select(response => response.StatusCode));
            phone.Wire.Do(_ => phone.Notifier.Revoke(Some.Account.Id));
        }
        phone.Wire.Pass(TimeSpan.FromHours(2));

        Assert.Equal(0, phone.Notifier.Count);
        Assert.Superset(new HashSet<int> { 200, 400, 404, 489 }, answers);
    }

    static IEnumerable<SipRequest> Mutations(string good, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var text = new StringBuilder(good.Replace("Call-ID: call", $"Call-ID: call-{round}", StringComparison.Ordinal));
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(text.Length - 4);
                text.Remove(at, random.Next(4)).Insert(at, Morsels[random.Next(Morsels.Length)]);
            }
            if (
                MessageReader.Read(Encoding.UTF8.GetBytes(text.ToString()), out var message) == MalformedReason.None
                && message is SipRequest request
            )
            {
                yield return request;
            }
        }
    }
}
