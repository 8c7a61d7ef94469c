using System.Diagnostics;
using System.Text.RegularExpressions;
using ConnectMe.Interop.Tests.Hearing;

namespace ConnectMe.Interop.Tests.Peers;

/// <summary>
/// A desk phone: baresip 1.0 with one account, saying a tone and recording what it hears. It is used as a person uses a phone; what it
/// tells on its control connection is waited for.
/// </summary>
internal sealed partial class BaresipPhone : IAsyncDisposable
{
    readonly string _folder;
    readonly PeerProcess _process;
    readonly BaresipControl _control;
    readonly PhoneAccount _account;
    readonly PhoneSettings _settings;
    int _seen;

    BaresipPhone(string folder, PhoneAccount account, PhoneSettings settings, int port, PeerProcess process, BaresipControl control)
    {
        _folder = folder;
        _account = account;
        _settings = settings;
        Port = port;
        _process = process;
        _control = control;
    }

    /// <summary>Where it takes SIP, UDP and TCP.</summary>
    public int Port { get; }

    public string Output => _process.Output;

    public IReadOnlyList<BaresipEvent> Events => _control.Events;

    public static async Task<BaresipPhone> Start(PhoneAccount account, Tone says, PhoneSettings? settings = null)
    {
        settings ??= new PhoneSettings();
        var folder = Directory.CreateTempSubdirectory("connectme-baresip-").FullName;
        var port = FreePorts.Take(24);
        var control = port + 2; // port + 1 is for TLS
        says.WriteWav(Path.Combine(folder, "says.wav"), settings.SampleRate, settings.Channels, settings.ToneSeconds);
        await File.WriteAllTextAsync(Path.Combine(folder, "accounts"), settings.AccountLine(account) + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "contacts"), "");
        await File.WriteAllTextAsync(Path.Combine(folder, "config"), settings.Config(folder, port, control));
        string[] trace = settings.Trace ? ["-s"] : [];
        var process = PeerProcess.Start("baresip", folder, ["-f", folder, .. trace]);
        return new BaresipPhone(folder, account, settings, port, process, await BaresipControl.Connect(control, process));
    }

    public async Task Registered()
    {
        var said = "";
        await Patience.Until(
            async () => (said = await _control.Command("reginfo")).Contains("OK", StringComparison.Ordinal),
            () => $"{_account.Name} is not registered: {said}\n{Output}"
        );
    }

    /// <summary>It has renewed its registration since that time of the machine's stopwatch, and each time that it tried.</summary>
    public async Task RegisteredSince(long time)
    {
        bool Since(BaresipEvent happened, string type) => happened.Type == type && happened.At > time;
        await Patience.Until(
            () => Events.Any(happened => Since(happened, "REGISTER_OK")),
            () => $"{_account.Name} has not registered again\n{Output}"
        );
        Assert.DoesNotContain(Events, happened => Since(happened, "REGISTER_FAIL"));
    }

    public Task RegistrationRefused() =>
        Patience.Until(
            async () => (await _control.Command("reginfo")).Contains("ERR", StringComparison.Ordinal),
            () => $"{_account.Name} is registered or waits still:\n{Output}"
        );

    /// <summary>Dials as typed on a phone: the registrar's domain is added.</summary>
    public Task Dial(string number) => Dial($"sip:{number}@{_account.Registrar};transport={_settings.Transport}", uri: true);

    public Task Dial(string target, bool uri) => _control.Command("dial", uri ? target : $"sip:{target}");

    public Task Rings() => Happens("CALL_INCOMING");

    public Task Answer() => _control.Command("accept");

    /// <summary>The called side told that it rings.</summary>
    public Task HearsRinging() => Happens("CALL_RINGING");

    public Task Talks() => Happens("CALL_ESTABLISHED");

    /// <summary>The first packet of sound came.</summary>
    /// <returns>When, of the machine's stopwatch.</returns>
    public async Task<long> GetsSound() => (await Happens("CALL_RTPESTAB")).At;

    public Task HangUp() => _control.Command("hangup");

    public Task Hold() => _control.Command("hold");

    public Task Resume() => _control.Command("resume");

    public Task Press(char key) => _control.Command("sndcode", $"{key}");

    /// <summary>Attended: the two calls of this phone are to be put together. It is the newest that is handed on, to the other end of the one with that number.</summary>
    public Task ConnectWith(string number)
    {
        var (callId, ours, theirs) = DialogWith(number);
        var dialog = Uri.EscapeDataString($"{callId};to-tag={theirs};from-tag={ours}");
        return _control.Command("transfer", $"<sip:{number}@{_account.Registrar}?Replaces={dialog}>");
    }

    /// <summary>Of the call that this phone placed to that number, as its trace of SIP messages tells.</summary>
    (string CallId, string Ours, string Theirs) DialogWith(string number)
    {
        var answer = Answers()
            .Matches(_process.WholeOutput)
            .Select(answer => answer.Value)
            .First(answer => answer.Contains($"sip:{number}@", StringComparison.Ordinal) && Invite().IsMatch(answer));
        return (Header("Call-ID"), Tag("From"), Tag("To"));

        string Header(string name) =>
            answer.Split('\n').Single(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();

        string Tag(string name) => Header(name).Split(";tag=")[1].Split(';')[0];
    }

    [GeneratedRegex(@"SIP/2\.0 200 OK\r?\n([\w-]+: [^\n]*\n)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Answers();

    [GeneratedRegex(@"^CSeq: \d+ INVITE", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Invite();

    public Task TransferTo(string number) => _control.Command("transfer", $"sip:{number}@{_account.Registrar}");

    /// <returns>Why it ended, as baresip says it.</returns>
    public async Task<string> Ended(TimeSpan? within = null) => (await Happens("CALL_CLOSED", limit: within)).Parameter;

    /// <summary>What its user sees of messages, which baresip prints apart from its trace of SIP.</summary>
    /// <param name="count">Unheard and heard.</param>
    public Task ToldOfMessages(string waiting, string count) =>
        Patience.Until(
            () =>
                _process.WholeOutput.Split("----- MWI for ") is { Length: > 1 } told
                && told[^1].Contains($"Messages-Waiting: {waiting}", StringComparison.Ordinal)
                && told[^1].Contains($"Voice-Message: {count} ", StringComparison.Ordinal),
            () => $"{_account.Name} was not told of messages\n{Output}"
        );

    /// <summary>Its cable is pulled out, so to speak.</summary>
    public Task Freeze() => _process.Freeze();

    public Task Thaw() => _process.Thaw();

    /// <summary>It agreed on SRTP with keys for this call, and does not talk otherwise.</summary>
    public Task EncryptsSound() => Happens("CALL_MENC", e => e.Parameter.Contains("AES", StringComparison.Ordinal));

    public Task ReceivesDigit(char digit) => Happens("CALL_DTMF_START", e => e.Parameter == $"{digit}");

    /// <summary>Whether it happens so soon.</summary>
    public async Task<bool> Within(TimeSpan limit, string type)
    {
        var until = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(until) < limit)
        {
            for (var i = _seen; i < _control.Events.Count; i++)
            {
                if (_control.Events[i].Type == type)
                {
                    _seen = i + 1;
                    return true;
                }
            }

            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            await timer.WaitForNextTickAsync();
        }

        return false;
    }

    /// <summary>The next event of this kind after the last one that was waited for.</summary>
    public async Task<BaresipEvent> Happens(string type, Func<BaresipEvent, bool>? which = null, TimeSpan? limit = null)
    {
        BaresipEvent? found = null;
        await Patience.Until(
            () =>
            {
                var events = _control.Events;
                for (var i = _seen; i < events.Count && found is null; i++)
                {
                    if (events[i].Type == type && (which is null || which(events[i])))
                    {
                        found = events[i];
                        _seen = i + 1;
                    }
                }

                return found is not null;
            },
            () => $"{_account.Name} waits for {type}; it had {string.Join(", ", _control.Events.Select(e => e.Type))}\n{Output}",
            limit
        );
        return found!;
    }

    /// <summary>What it heard in its present or last call. Ends at the first re-INVITE: baresip 1.0 records no further.</summary>
    public WaveRecording Heard() => WaveRecording.Newest(_folder, "*-dec.wav");

    public Task Hears(Tone tone) =>
        Patience.Until(
            () => Heard().EndsWith(tone),
            () => $"{_account.Name} does not hear {tone.Name}, but {Heard().Describe()}\n{Output}"
        );

    public Task HearsMixture(IReadOnlyList<Tone> wanted, IReadOnlyList<Tone> others) =>
        Patience.Until(
            () => Heard().EndsWith(wanted, others),
            () =>
                $"{_account.Name} does not hear {string.Join(" and ", wanted.Select(tone => tone.Name))} alone, but {Heard().Describe()}\n{Output}"
        );

    public Task HearsMusic() =>
        Patience.Until(() => Heard().EndsInMusic, () => $"{_account.Name} hears no music, but {Heard().Describe()}\n{Output}");

    public async ValueTask DisposeAsync()
    {
        await _control.DisposeAsync();
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <param name="Registrar">"127.0.0.1:5060": where it registers and what it dials at.</param>
internal sealed record PhoneAccount(string Name, string Secret, string Registrar);
