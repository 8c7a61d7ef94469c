using System.Collections.Immutable;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;

namespace ConnectMe.Telephony.Switching;

/// <summary>
/// All live calls of one company: one single-threaded state machine. Pure: no clock, no I/O; ids and time come in, effects go out.
/// Rules change the state of calls; <c>Settle</c> compares what each leg should hear with what it was last asked and makes the effects.
/// </summary>
internal sealed partial class Switchboard(EmergencyNumbers emergencyNumbers)
{
    /// <summary>A person can talk in one call, hold others and be rung by more: this many together, then they are busy.</summary>
    public const int MaxCallsPerUser = 4;

    public static readonly TimeSpan RingTime = TimeSpan.FromSeconds(45);

    /// <summary>How long a lost line is waited for: as long as its browser's consent to receive would last (RFC 7675 §5.1).</summary>
    public static readonly TimeSpan AwayTime = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan NoticeTime = TimeSpan.FromSeconds(6);
    public static readonly TimeSpan BusyToneTime = TimeSpan.FromSeconds(3);

    EmergencyNumbers? _emergencyNumbersThere;
    readonly Dictionary<CallId, Call> _calls = [];
    readonly Dictionary<UserId, List<Call>> _callsOf = [];
    readonly Dictionary<LineId, UserId> _linesUp = [];
    readonly Dictionary<UserId, List<LineId>> _linesOf = [];
    readonly Dictionary<DeviceId, UserId> _devicesUp = [];
    readonly Dictionary<UserId, List<DeviceId>> _devicesOf = [];
    readonly HashSet<TrunkId> _trunksDown = [];
    readonly Dictionary<UserId, Person> _people = [];
    readonly Dictionary<string, Person> _extensions = new(StringComparer.Ordinal);
    readonly Dictionary<UserId, (Notice Notice, DateTimeOffset Until)> _notices = [];
    readonly HashSet<UserId> _changed = [];
    readonly HashSet<UserId> _linesChanged = [];
    ImmutableArray<SwitchboardEffect>.Builder _effects = ImmutableArray.CreateBuilder<SwitchboardEffect>();
    DateTimeOffset _now;
    bool _journalFull;
    DateTimeOffset? _timeout;
    bool _isTimeoutKnown;

    /// <summary>What is to be done because of <paramref name="input"/>, and because of the time it now is.</summary>
    /// <remarks>When a rule throws, the effects made until then are handed out with the next input, so that none is lost.</remarks>
    public ImmutableArray<SwitchboardEffect> Handle(SwitchboardInput input, DateTimeOffset now)
    {
        _now = now;
        Expire(now);
        _isTimeoutKnown = false;
        Apply(input, now);
        Distribute(now);
        _guard.Plan(_configuration, now);
        KeepSettled();
        Announce();
        return _effects.DrainToImmutable();
    }

    /// <summary>Calls that are not forgotten yet, ended ones with a notice included.</summary>
    public int Count => _calls.Count;

    /// <summary>When <see cref="Handle"/> wants to be called with <see cref="SwitchboardInput.Deadline"/>; null when nothing is waited for.</summary>
    public DateTimeOffset? NextTimeout
    {
        get
        {
            if (_isTimeoutKnown)
            {
                return _timeout;
            }

            var next = _guard.NextTimeout;
            next = NextQueueTimeout() is { } ofQueues && !(next <= ofQueues) ? ofQueues : next;
            foreach (var call in _calls.Values)
            {
                next = call.NextTimeout is { } due && !(next <= due) ? due : next;
            }

            foreach (var (_, until) in _notices.Values)
            {
                next = next <= until ? next : until;
            }

            (_timeout, _isTimeoutKnown) = (next, true);
            return next;
        }
    }

    void Apply(SwitchboardInput input, DateTimeOffset now)
    {
        switch (input)
        {
            case SwitchboardInput.PeopleChanged changed:
                ChangePeople(changed.People, now);
                break;
            case SwitchboardInput.ConfigurationChanged changed:
                Configure(changed.Configuration, now);
                break;
            case SwitchboardInput.CallsRemembered remembered:
                Remember(remembered.Calls);
                break;
            case SwitchboardInput.JournalChanged changed:
                _journalFull = changed.Full;
                break;
            case SwitchboardInput.LineUp up:
                PutLineUp(up.Line, up.User, now);
                break;
            case SwitchboardInput.LineDown down:
                PutLineDown(down.Line, down.User, down.SignedOut, now);
                break;
            case SwitchboardInput.Dial dial:
                Dial(dial, now);
                break;
            case SwitchboardInput.Answer answer:
                Answer(answer, now);
                break;
            case SwitchboardInput.Refuse refuse when Find(refuse.Call, refuse.User) is { } found:
                Refuse(found.Call, found.Side, now);
                break;
            case SwitchboardInput.HangUp hangUp when Find(hangUp.Call, hangUp.User) is { } found:
                HangUp(found.Call, found.Side, now);
                break;
            case SwitchboardInput.Hold hold when Find(hold.Call, hold.User) is { } found:
                Hold(found.Call, found.Side, now);
                break;
            case SwitchboardInput.Resume resume when Find(resume.Call, resume.User) is { } found:
                Resume(found.Call, found.Side, now);
                break;
            case SwitchboardInput.Mute mute when Find(mute.Call, mute.User) is { } found:
                Mute(found.Call, found.Side, mute.On);
                break;
            case SwitchboardInput.SendDigits send when Find(send.Call, send.User) is { } found:
                SendDigits(found.Call, found.Side, send.Digits);
                break;
            case SwitchboardInput.Refuse
            or SwitchboardInput.HangUp
            or SwitchboardInput.Hold
            or SwitchboardInput.Resume
            or SwitchboardInput.Mute
            or SwitchboardInput.SendDigits: // of a call that is over, or none of this user's
            case SwitchboardInput.Deadline: // Expire did it
                break;
            case SwitchboardInput.Park park when Find(park.Call, park.User) is { } found:
                Park(found.Call, found.Side, new Onward(park.Onward, park.Recall, Referrer: null), slot: null, now);
                break;
            case SwitchboardInput.Park: // of a call that is over, or none of this user's
                break;
            case SwitchboardInput.TakeCall take:
                TakeCall(take, now);
                break;
            case SwitchboardInput.TransferCall
            or SwitchboardInput.Consult
            or SwitchboardInput.ConnectCalls
            or SwitchboardInput.TakeBack
            or SwitchboardInput.LegTransferred
            or SwitchboardInput.LegsConnected
            or SwitchboardInput.LegReplaced:
                ApplyTransfer(input, now);
                break;
            case SwitchboardInput.Woken woken:
                Woken(woken, now);
                break;
            case SwitchboardInput.ScreeningsChanged or SwitchboardInput.BlockCaller:
                ApplyScreening(input, now);
                break;
            case SwitchboardInput.CallFlowsChanged changed:
                _flows = changed.Flows;
                _queuesTouched = true;
                break;
            case SwitchboardInput.QueuesChanged changed:
                ChangeQueues(changed.Queues, now);
                break;
            case SwitchboardInput.ApplicationsChanged changed:
                _applications = changed.Applications;
                break;
            case SwitchboardInput.OfScript script:
                ApplyScript(script, now);
                break;
            case SwitchboardInput.NoteCall note when Find(note.Call, note.User) is { } found:
                Note(found.Call, found.Side, note.Note, now);
                break;
            case SwitchboardInput.NoteCall: // of a call that is forgotten, or none of this user's
                break;
            case SwitchboardInput.OfMove move:
                ApplyMove(move, now);
                break;
            case SwitchboardInput.OfRecording recording:
                ApplyRecording(recording, now);
                break;
            case SwitchboardInput.OfSupervision supervision:
                ApplySupervision(supervision, now);
                break;
            case SwitchboardInput.OfStopping stopping:
                ApplyStopping(stopping, now);
                break;
            case SwitchboardInput.OfSurvival survival:
                ApplySurvival(survival, now);
                break;
            case SwitchboardInput.OfConference conference:
                ApplyConference(conference, now);
                break;
            default:
                ApplyResult(input, now);
                break;
        }
    }

    /// <summary>What phones, trunks and media did, by themselves or because of an effect.</summary>
    void ApplyResult(SwitchboardInput input, DateTimeOffset now)
    {
        switch (input)
        {
            case SwitchboardInput.DeviceUp up:
                PutDeviceUp(up.Device, up.Owner);
                break;
            case SwitchboardInput.DeviceDown down:
                PutDeviceDown(down.Device);
                break;
            case SwitchboardInput.DeviceRevoked revoked:
                RevokeDevice(revoked.Device, now);
                break;
            case SwitchboardInput.TrunkUp up:
                _trunksDown.Remove(up.Trunk);
                _trunksAvoided.Remove(up.Trunk);
                break;
            case SwitchboardInput.TrunkDown down:
                _trunksDown.Add(down.Trunk);
                break;
            case SwitchboardInput.SipDialled dialled:
                SipDialled(dialled, now);
                break;
            case SwitchboardInput.LegTrying trying:
                KeepTrying(trying.Leg);
                break;
            case SwitchboardInput.LegRinging ringing:
                StartRingback(ringing.Leg);
                break;
            case SwitchboardInput.LegProgress progress:
                LetThrough(progress.Leg);
                break;
            case SwitchboardInput.LegAnswered answered:
                AnswerBySip(answered.Leg, now);
                break;
            case SwitchboardInput.LegFailed failed:
                DropLeg(failed.Leg, failed.Cause, failed.Status, now);
                break;
            case SwitchboardInput.LegEnded ended:
                DropLeg(ended.Leg, ended.Cause, status: 0, now);
                break;
            case SwitchboardInput.LegHeld held when FindParty(held.Leg) is { } found:
                HoldThere(found.Call, found.Side, now);
                break;
            case SwitchboardInput.LegResumed resumed when FindParty(resumed.Leg) is { } found:
                ResumeThere(found.Call, found.Side, now);
                break;
            case SwitchboardInput.LegHeld or SwitchboardInput.LegResumed: // of a leg that is over
                break;
            case SwitchboardInput.DigitReceived received:
                PassDigitOn(received.Media, received.Digit, now);
                break;
            case SwitchboardInput.SoundChanged changed:
                ChangeSound(changed.Media, changed.Sound);
                break;
            case SwitchboardInput.MediaLost lost:
                LoseMedia(lost.Media, now);
                break;
            default:
                throw new ArgumentException($"The switchboard has no rule for {input.GetType().Name}", nameof(input));
        }
    }

    /// <summary>Who left has no calls any more: also those at a phone, which would go on without its registration. Who lost the right to it listens in no more.</summary>
    void ChangePeople(ImmutableArray<Person> people, DateTimeOffset now)
    {
        var left = _people.Keys.Except(people.Select(person => person.Id)).ToList();
        var hasMoved = people.Any(person => _people.TryGetValue(person.Id, out var was) && was.Department != person.Department);
        _people.Clear();
        _extensions.Clear();
        foreach (var person in people)
        {
            _people[person.Id] = person;
            _extensions[person.Extension] = person;
        }

        if (hasMoved)
        {
            _effects.Add(new SwitchboardEffect.Announce([TakeableTopic], [.. _people.Keys])); // who takes within their department takes elsewhere now
        }

        var over = left.SelectMany(user => LiveCallsOf(user).Select(call => (call.Id, User: user)))
            .Concat(
                people
                    .Where(person => !person.MaySupervise)
                    .SelectMany(person => SupervisedBy(person.Id).Select(call => (call.Id, User: person.Id)))
            )
            .ToList();
        foreach (var (call, user) in over)
        {
            if (Find(call, user) is { } found)
            {
                HangUp(found.Call, found.Side, now);
            }
        }
    }

    /// <summary>Handing calls on, by buttons and by phones.</summary>
    void ApplyTransfer(SwitchboardInput input, DateTimeOffset now)
    {
        switch (input)
        {
            case SwitchboardInput.TransferCall transfer when Find(transfer.Call, transfer.User) is { } found:
                Transfer(found.Call, found.Side, new Onward(transfer.Onward, transfer.Recall, Referrer: null), transfer.Target, now);
                break;
            case SwitchboardInput.Consult consult when Find(consult.Call, consult.User) is { } found:
                Consult(found.Call, consult, now);
                break;
            case SwitchboardInput.ConnectCalls connect when Find(connect.Call, connect.User) is { } found:
                ConnectCalls(found.Call, connect, now);
                break;
            case SwitchboardInput.TakeBack take when Find(take.Call, take.User) is { } found:
                TakeBack(found.Call, take.User, now);
                break;
            case SwitchboardInput.LegTransferred transferred:
                TransferByPhone(transferred, now);
                break;
            case SwitchboardInput.LegsConnected connected:
                ConnectByPhone(connected, now);
                break;
            case SwitchboardInput.LegReplaced replaced:
                Replace(replaced, now);
                break;
            default: // a call that is over, or none of this user's
                break;
        }
    }

    (Call Call, Party Side)? Find(CallId id, UserId user) =>
        _calls.TryGetValue(id, out var call) && call.SideOf(user) is { } side ? (call, side) : null;

    /// <summary>The calls this user has to do with and that go on: talked in, held, ringing either way.</summary>
    IEnumerable<Call> LiveCallsOf(UserId user) => CallsWith(user).Where(call => !call.HasEnded);

    List<Call> CallsWith(UserId user) => _callsOf.GetValueOrDefault(user) ?? [];

    void Remember(Call call)
    {
        _calls.Add(call.Id, call);
        foreach (var user in UsersOf(call))
        {
            _callsOf.PutIn(user, call);
        }
    }

    /// <summary>One, when the number is nobody's or the caller's own.</summary>
    static IEnumerable<UserId> UsersOf(Call call)
    {
        if (call.Caller.User is { } caller)
        {
            yield return caller;
        }

        if (call.Callee.User is { } callee && callee != call.Caller.User)
        {
            yield return callee;
        }
    }

    void Changed(Call call) => _changed.UnionWith(UsersOf(call));

    void Announce()
    {
        AnnounceQueues();
        if (_changed.Count > 0)
        {
            _effects.Add(new SwitchboardEffect.Announce(["calls"], [.. _changed]));
            _changed.Clear();
            AnnounceTakeable();
        }

        if (_linesChanged.Count > 0)
        {
            _effects.Add(new SwitchboardEffect.Announce(["line"], [.. _linesChanged]));
            _linesChanged.Clear();
        }
    }
}
