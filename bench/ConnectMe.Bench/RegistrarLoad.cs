using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Parsing;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Bench;

/// <summary>
/// Phones that register: REGISTER, 401, REGISTER with digest, 200, from bytes to bytes through the transaction layer and the user agent. CPU time of the
/// process; the phones' own sums are made in between and not counted. What a system call costs for each datagram comes on top.
/// </summary>
internal sealed class RegistrarLoad : ISipDirectory, IWatchedResources, ILocalAddresses, IDisposable
{
    const int Phones = 5_000;
    const int Rounds = 10;
    const string Realm = "pbx.example.com";

    static readonly IPEndPoint Server = IPEndPoint.Parse("192.0.2.1:5060");

    readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();
    readonly TransactionLayer _layer;
    readonly UserAgent _agent;
    readonly Dictionary<string, SipAccount> _accounts = [];
    DateTimeOffset _now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    long _transactions;

    RegistrarLoad()
    {
        _layer = new TransactionLayer(SipTimers.Default, TransactionLimits.Default, this, _random);
        _agent = new UserAgent(_layer, new UserAgentOptions { Realm = Realm }, this, this, _random);
        _layer.Attach(_agent);
        for (var phone = 0; phone < Phones; phone++)
        {
            var name = NameOf(phone);
            var secret = DigestSecret.Of(name, Realm, name);
            _accounts[name] = new SipAccount(Guid.NewGuid(), Guid.Empty, name, secret, new SipUri(Realm, name));
        }
    }

    public static int Run()
    {
        using var load = new RegistrarLoad();
        Console.WriteLine("| registrations of 5000 phones | CPU µs each | per second and core | allocated each |");
        Console.WriteLine("| --- | --- | --- | --- |");
        var (registered, before) = (0, GC.GetTotalMemory(forceFullCollection: true));
        for (var round = 0; round < Rounds; round++)
        {
            registered = load.Round(round == 0 ? "round to warm up" : $"round {round}");
        }
        Console.WriteLine(
            $"\nMemory of each phone that is registered: {(GC.GetTotalMemory(forceFullCollection: true) - before) / Phones} B"
        );
        return registered == Phones ? 0 : 1;
    }

    public SipAccount? Account(string username) => _accounts.GetValueOrDefault(username);

    public SipTrunk? TrunkAt(IPAddress source) => null;

    public WatchedResource? Find(SipAccount watcher, EventPackage package, SipUri resource) => null;

    public IPEndPoint Towards(SipProtocol protocol, IPAddress remote, IPAddress? local) => Server;

    public void Dispose()
    {
        _agent.Dispose();
        _random.Dispose();
    }

    int Round(string name)
    {
        var first = Enumerable.Range(0, Phones).Select(phone => MessageWriter.ToArray(Register(phone))).ToList();
        var (challenges, toChallenge) = Measure(first);
        var second = challenges.Select((challenge, phone) => MessageWriter.ToArray(Authorized(phone, challenge))).ToList();
        var (answers, toRegister) = Measure(second);
        var cpu = (toChallenge.Cpu + toRegister.Cpu) / Phones;
        var allocated = (toChallenge.Allocated + toRegister.Allocated) / Phones;
        Console.WriteLine(
            FormattableString.Invariant($"| {name} | {cpu.TotalMicroseconds:F1} | {TimeSpan.FromSeconds(1) / cpu:F0} | {allocated} B |")
        );
        Pass(TimeSpan.FromSeconds(40)); // the transactions end, the nonces soon
        return answers.Count(answer => answer.StatusCode == 200);
    }

    (List<SipResponse> Answers, (TimeSpan Cpu, long Allocated)) Measure(List<byte[]> requests)
    {
        var written = new List<byte[]>(requests.Count);
        var before = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        for (var phone = 0; phone < requests.Count; phone++)
        {
            Pass(TimeSpan.FromMilliseconds(1));
            MessageReader.Read(requests[phone], out var message);
            _layer.Handle(message!, FlowOf(phone), requests[phone].Length, _now);
            while (_layer.TryTake(out var output))
            {
                if (output is TransactionOutput.Transmit transmit)
                {
                    written.Add(MessageWriter.ToArray(transmit.Message));
                }
            }
            while (_agent.TryTake(out _)) { }
        }
        var used = (Environment.CpuUsage.TotalTime - before.TotalTime, GC.GetTotalAllocatedBytes() - before.Item2);
        return ([.. written.Select(Response)], used);
    }

    void Pass(TimeSpan time)
    {
        _now += time;
        if (_layer.NextTimeout <= _now)
        {
            _layer.Handle(_now);
        }
    }

    SipRequest Authorized(int phone, SipResponse challenge)
    {
        var name = NameOf(phone);
        var request = Register(phone);
        var client = new DigestClient(name, name, Realm, _random);
        if (client.Answer(challenge, Server.Address, [Server.Address], request, 0) != DigestAnswer.Answered)
        {
            throw new UnreachableException("The challenge was not understood.");
        }
        return request;
    }

    SipRequest Register(int phone)
    {
        var name = NameOf(phone);
        var request = new SipRequest(SipMethod.Register, new SipUri(Realm));
        request.Headers.Add("Via", $"SIP/2.0/UDP {FlowOf(phone).Remote};branch=z9hG4bK{++_transactions};rport");
        request.Headers.Add("Max-Forwards", 70);
        request.From = new NameAddress(new SipUri(Realm, name), null, "f");
        request.To = new NameAddress(new SipUri(Realm, name));
        request.CallId = $"{name}@192.168.1.40";
        request.CSeq = new CSeq((uint)_transactions, SipMethod.Register);
        request.Headers.Add("Contact", $"<sip:{name}@192.168.1.40:5062>;+sip.instance=\"<urn:uuid:{_accounts[name].Id}>\"");
        request.Headers.Add("Expires", 300);
        request.Headers.Add("User-Agent", "Desk Phone 9.1");
        return request;
    }

    static SipResponse Response(byte[] bytes)
    {
        MessageReader.Read(bytes, out var message);
        return (SipResponse)message!;
    }

    static SipFlow FlowOf(int phone) => new(SipProtocol.Udp, Server, new IPEndPoint(0x0A000001 + ((long)phone << 8), 5062), 0);

    static string NameOf(int phone) => $"d-{phone:x6}";
}
