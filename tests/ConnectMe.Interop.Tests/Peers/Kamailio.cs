using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>
/// A telephone provider: Kamailio as registrar and proxy with digest, over UDP, TCP and TLS, on an address of loopback that is no phone's.
/// It writes each call's numbers and transport to its output as they came over the wire.
/// </summary>
internal sealed class Kamailio : IAsyncDisposable
{
    public const string Address = "127.0.0.2";

    /// <summary>What its customers are told to write in addresses; it is in nobody's DNS.</summary>
    public const string Domain = "voorbeeld-telecom.example";

    readonly string _folder;
    readonly PeerProcess _process;

    Kamailio(string folder, int port, PeerProcess process)
    {
        _folder = folder;
        Port = port;
        _process = process;
    }

    public int Port { get; }

    public string Output => _process.Output;

    public int ProcessId => _process.Id;

    public int TlsPort => Port + 1;

    /// <param name="customer">"127.0.0.1:5060" of a customer who is known by the address and does not register.</param>
    public static async Task<Kamailio> Start(string customer = "nobody")
    {
        var folder = Directory.CreateTempSubdirectory("connectme-kamailio-").FullName;
        var port = FreePorts.Take(2);
        var provider = await File.ReadAllTextAsync(Repository.PathOf("tests", "peers", "kamailio", "provider.cfg"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "provider.cfg"),
            provider
                .Replace("ADDRESS:PORT", string.Create(CultureInfo.InvariantCulture, $"{Address}:{port}"), StringComparison.Ordinal)
                .Replace("ADDRESS:TLSPORT", string.Create(CultureInfo.InvariantCulture, $"{Address}:{port + 1}"), StringComparison.Ordinal)
                .Replace("CERTIFICATE", CertificateAuthority.OfTheTests.ServerPath, StringComparison.Ordinal)
                .Replace("CUSTOMER", customer, StringComparison.Ordinal)
                .Replace("DOMAIN", Domain, StringComparison.Ordinal)
        );
        string[] arguments = ["-f", "provider.cfg", "-DD", "-E", "-m", "64", "-M", "8", "-Y", folder, "-P", Path.Combine(folder, "pid")];
        var kamailio = new Kamailio(folder, port, PeerProcess.Start("kamailio", folder, arguments));
        await kamailio.Answers();
        return kamailio;
    }

    /// <summary>A telephone somewhere in the world.</summary>
    public PhoneAccount Telephone(string number) =>
        new(number, $"pw{number}", string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}"));

    /// <summary>What an administrator fills in to register with it as the customer.</summary>
    public Dictionary<string, string> AsTrunk() =>
        new()
        {
            ["Input.Name"] = "Voorbeeld Telecom",
            ["Input.Method"] = "Registration",
            ["Input.Server"] = Kamailio.Address,
            ["Input.Port"] = Port.ToString(CultureInfo.InvariantCulture),
            ["Input.Transport"] = "Udp",
            ["Input.Username"] = "31205550100",
            ["Input.Password"] = "pw31205550100",
            ["Input.Codecs"] = "Pcma",
            ["Input.Outgoing"] = "E164",
            ["Input.Incoming"] = "E164",
            ["Input.CallerIdHeader"] = "AssertedIdentity",
            ["Input.ConcurrentCalls"] = "4",
        };

    /// <summary>What came over the wire when this number was called last: "over=tls called=... from=... asserted=...".</summary>
    public async Task<string> CallTo(string number)
    {
        var line = "";
        await Patience.Until(
            () =>
                (
                    line = Output.Split('\n').LastOrDefault(line => line.Contains($" called={number} ", StringComparison.Ordinal)) ?? ""
                ).Length > 0,
            () => $"Nobody called {number}:\n{Output}"
        );
        return line;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    async Task Answers()
    {
        using var socket = new UdpClient(AddressFamily.InterNetwork);
        socket.Connect(Address, Port);
        var options = Encoding.ASCII.GetBytes(
            $"OPTIONS sip:{Address}:{Port} SIP/2.0\r\nVia: SIP/2.0/UDP {socket.Client.LocalEndPoint};branch=z9hG4bKready;rport\r\n"
                + $"From: <sip:t@{Address}>;tag=1\r\nTo: <sip:{Address}>\r\nCall-ID: ready\r\nCSeq: 1 OPTIONS\r\n"
                + "Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
        );
        await Patience.Until(
            async () =>
            {
                try
                {
                    await socket.SendAsync(options);
                    using var moment = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
                    return (await socket.ReceiveAsync(moment.Token)).Buffer.Length > 0;
                }
                catch (Exception silent) when (silent is SocketException or OperationCanceledException)
                {
                    return _process.HasEnded ? throw new InvalidOperationException($"kamailio ended:\n{Output}", silent) : false;
                }
            },
            () => $"kamailio does not answer:\n{Output}"
        );
    }
}
