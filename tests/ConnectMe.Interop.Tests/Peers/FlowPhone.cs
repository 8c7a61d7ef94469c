using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>
/// A phone over TCP or TLS that listens nowhere: it is reached over the connection that it opened and by no other way. It makes or takes one call, and
/// connects anew when it is told to.
/// </summary>
internal sealed partial class FlowPhone(PhoneAccount account, Tone says, FlowPhone.Kind kind) : IAsyncDisposable
{
    readonly ToneSocket _sound = new(says);
    readonly ConcurrentQueue<string> _trace = new();
    readonly ConcurrentDictionary<string, TaskCompletionSource<SipText>> _asked = new();
    readonly string _tag = $"{Guid.NewGuid():n}";
    readonly string _registration = $"{Guid.NewGuid():n}";
    readonly SemaphoreSlim _sending = new(1);
    FlowConnection? _connection;
    Task _reading = Task.CompletedTask;
    SipText? _invite;
    SipText? _accepted;
    volatile int _reinvited;
    volatile bool _hasEnded;
    int _sequence;

    /// <param name="Tls">Over TLS.</param>
    /// <param name="ContactHost">The address that it has behind its NAT; null: it names its end of the connection.</param>
    /// <param name="Outbound">It names its instance and its flow (RFC 5626).</param>
    public sealed record Kind(bool Tls, string? ContactHost, bool Outbound);

    string Transport => kind.Tls ? "tls" : "tcp";

    string Contact => $"<sip:{account.Name}@{kind.ContactHost ?? "127.0.0.1"}:{_connection!.LocalPort};transport={Transport}>";

    string Address => $"<sip:{account.Name}@{account.Registrar}>";

    public string Output => string.Join('\n', _trace);

    /// <summary>From another port than before.</summary>
    public async Task Connect()
    {
        if (_connection is { } before)
        {
            await before.DisposeAsync();
            await _reading;
        }

        _connection = await FlowConnection.Open(IPEndPoint.Parse(account.Registrar).Port, kind.Tls);
        _reading = Read(_connection.Stream);
    }

    public async Task Register()
    {
        var instance = kind.Outbound ? $";reg-id=1;+sip.instance=\"<urn:uuid:{new Guid(NameBytes(account.Name))}>\"" : "";
        var answer = await Ask(
            "REGISTER",
            $"sip:{account.Registrar}",
            $"From: {Address};tag={_tag}\r\nTo: {Address}\r\nCall-ID: {_registration}\r\nContact: {Contact}{instance}\r\nExpires: 600\r\n"
                + "Supported: path, outbound\r\n",
            ""
        );
        Assert.True(answer.Status is 200, Output);
    }

    public async Task Dial(string number)
    {
        var to = $"<sip:{number}@{account.Registrar}>";
        var asked = Ask(
            "INVITE",
            $"sip:{number}@{account.Registrar}",
            $"From: {Address};tag={_tag}\r\nTo: {to}\r\nCall-ID: {Guid.NewGuid():n}\r\nContact: {Contact}\r\n",
            Sdp
        );
        _accepted = await asked;
        Assert.True(_accepted.Status is 200, Output);
        _sound.TalkTo(SoundOf(_accepted.Body));
        await Send(Within("ACK", _accepted.Sequence.Split(' ')[0]), "");
    }

    public Task Rings() => Patience.Until(() => _invite is not null, () => $"{account.Name} does not ring\n{Output}");

    public async Task Answer()
    {
        _sound.TalkTo(SoundOf(_invite!.Body));
        await Reply(_invite, 200, Sdp);
    }

    /// <summary>The server offered sound anew, over the connection that the phone has now.</summary>
    public Task IsOfferedSoundAnew() => Patience.Until(() => _reinvited > 0, () => $"{account.Name} gets no re-INVITE\n{Output}");

    public bool HasBeenOfferedSoundAnew => _reinvited > 0;

    public Task Hears(Tone tone) =>
        Patience.Until(
            () => _sound.Heard().EndsWith(tone),
            () => $"{account.Name} does not hear {tone.Name}, but {_sound.Heard().Describe()}\n{Output}"
        );

    public async Task HangUp()
    {
        var bye = await Ask("BYE", TargetOf(_accepted!), Dialog(), "");
        Assert.True(bye.Status is 200, Output);
    }

    public Task Ended(TimeSpan? within = null) =>
        Patience.Until(() => _hasEnded, () => $"{account.Name} is told of no end\n{Output}", within);

    public async ValueTask DisposeAsync()
    {
        await _sound.DisposeAsync();
        if (_connection is { } connection)
        {
            await connection.DisposeAsync();
            await _reading;
        }

        _sending.Dispose();
    }

    string Sdp =>
        $"v=0\r\no=- 1 {_reinvited + 1} IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio {_sound.Port} RTP/AVP 0\r\n"
        + "a=rtpmap:0 PCMU/8000\r\na=ptime:20\r\n";

    async Task Read(Stream stream)
    {
        try
        {
            while (await SipText.Read(stream) is { } message)
            {
                _trace.Enqueue($"{message.StartLine} [{message.Sequence}]");
                await Handle(message);
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            _trace.Enqueue($"Connection lost: {closed.Message}");
        }
    }

    async Task Handle(SipText message)
    {
        if (message.IsResponse)
        {
            if (message.Status >= 200 && _asked.TryRemove(message.Sequence, out var asked))
            {
                asked.SetResult(message);
            }
        }
        else if (message.Method == "INVITE" && !message.Header("To").Contains(";tag=", StringComparison.Ordinal))
        {
            await Reply(message, 180, "");
            _invite = message;
        }
        else if (message.Method == "INVITE")
        {
            _sound.TalkTo(SoundOf(message.Body));
            _reinvited++;
            await Reply(message, 200, Sdp);
        }
        else if (message.Method != "ACK")
        {
            _hasEnded |= message.Method == "BYE";
            await Reply(message, 200, "");
        }
    }

    async Task Reply(SipText request, int status, string sdp)
    {
        var to = request.Header("To");
        var head = new StringBuilder($"SIP/2.0 {status} {(status is 200 ? "OK" : "Ringing")}\r\n");
        foreach (var (name, value) in request.Headers.Where(header => header.Name is "Via" or "From" or "Call-ID" or "CSeq"))
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        var tag = to.Contains(";tag=", StringComparison.Ordinal) ? "" : $";tag={_tag}";
        await Send(head.Append(CultureInfo.InvariantCulture, $"To: {to}{tag}\r\nContact: {Contact}\r\n").ToString(), sdp);
    }

    /// <summary>Asks, and once more with credentials when it is challenged.</summary>
    async Task<SipText> Ask(string method, string uri, string headers, string body)
    {
        var answer = await AskOnce(method, uri, headers, body);
        if (answer.Status is not (401 or 407))
        {
            return answer;
        }

        if (method == "INVITE")
        {
            await Send(Begin("ACK", uri, answer.Sequence.Split(' ')[0]) + headers, "");
        }

        return await AskOnce(method, uri, headers + Credentials(answer, method, uri), body);
    }

    async Task<SipText> AskOnce(string method, string uri, string headers, string body)
    {
        var sequence = $"{++_sequence}";
        var asked = _asked[$"{sequence} {method}"] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Send(Begin(method, uri, sequence) + headers, body);
        return await asked.Task.WaitAsync(Patience.Limit);
    }

    string Begin(string method, string uri, string sequence) =>
        $"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/{Transport.ToUpperInvariant()} 127.0.0.1:{_connection!.LocalPort};branch=z9hG4bK{Guid.NewGuid():n};rport\r\n"
        + $"Max-Forwards: 70\r\nCSeq: {sequence} {method}\r\n";

    string Within(string method, string sequence) => Begin(method, TargetOf(_accepted!), sequence) + Dialog();

    string Dialog() =>
        $"From: {_accepted!.Header("From")}\r\nTo: {_accepted.Header("To")}\r\nCall-ID: {_accepted.Header("Call-ID")}\r\nContact: {Contact}\r\n";

    async Task Send(string head, string body)
    {
        _trace.Enqueue($"> {head.Split('\r')[0]}");
        var type = body.Length > 0 ? "Content-Type: application/sdp\r\n" : "";
        await _sending.WaitAsync();
        try
        {
            await _connection!.Stream.WriteAsync(Encoding.UTF8.GetBytes($"{head}{type}Content-Length: {body.Length}\r\n\r\n{body}"));
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>RFC 7616 §3.4.1, with SHA-256.</summary>
    string Credentials(SipText challenged, string method, string uri)
    {
        var isProxy = challenged.Status is 407;
        var challenge = challenged
            .All(isProxy ? "Proxy-Authenticate" : "WWW-Authenticate")
            .Single(one => one.Contains("SHA-256", StringComparison.Ordinal));
        var (realm, nonce) = (Realm().Match(challenge).Groups["realm"].Value, Nonce().Match(challenge).Groups["nonce"].Value);
        const string ours = "flowphone";
        var response = Hash($"{Hash($"{account.Name}:{realm}:{account.Secret}")}:{nonce}:00000001:{ours}:auth:{Hash($"{method}:{uri}")}");
        return $"{(isProxy ? "Proxy-Authorization" : "Authorization")}: Digest username=\"{account.Name}\", realm=\"{realm}\", nonce=\"{nonce}\", "
            + $"uri=\"{uri}\", algorithm=SHA-256, qop=auth, nc=00000001, cnonce=\"{ours}\", response=\"{response}\"\r\n";
    }

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    static byte[] NameBytes(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16];

    static string TargetOf(SipText answer) => answer.Header("Contact").Split('<')[1].Split('>')[0];

    static IPEndPoint SoundOf(string sdp) =>
        new(
            IPAddress.Parse(SoundAddress().Match(sdp).Groups["address"].Value),
            int.Parse(SoundPort().Match(sdp).Groups["port"].Value, CultureInfo.InvariantCulture)
        );

    [GeneratedRegex("realm=\"(?<realm>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Realm();

    [GeneratedRegex("nonce=\"(?<nonce>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Nonce();

    [GeneratedRegex(@"^c=IN IP4 (?<address>[\d.]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex SoundAddress();

    [GeneratedRegex(@"^m=audio (?<port>\d+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex SoundPort();
}
