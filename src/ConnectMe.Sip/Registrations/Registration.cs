using System.Net;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Registrations;

/// <summary>
/// The client side of RFC 3261 §10.2: keeps us registered with a provider. One request at a time; every answer has a name that a page can say.
/// </summary>
/// <param name="credentials">Null when the trunk has none.</param>
sealed partial class Registration(RegistrationPlan plan, DigestClient? credentials, Tokens tokens)
{
    /// <summary>After this a page says "no answer", while the transaction goes on trying until its own time is up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    readonly Queue<RegistrationOutput> _outputs = new();
    readonly string _callId = tokens.CallId();
    readonly string _tag = tokens.Tag();
    uint _sequence = tokens.FirstSequence();
    TimeSpan _lifetime = plan.Lifetime;
    Phase _phase = Phase.Idle;
    DateTimeOffset? _due;
    DateTimeOffset? _registeredUntil;
    int _failures;
    int _tries;
    int _extensions;

    public RegistrationState State { get; private set; } = new(RegistrationOutcome.Trying, null, null, null, null);

    /// <summary>A final response to the last request; provisional ones only show that somebody is there.</summary>
    /// <param name="from">Where it came from.</param>
    /// <param name="own">Where the request went: the trunk's addresses.</param>
    public void Handle(SipResponse response, IPAddress from, IReadOnlyCollection<IPAddress> own, DateTimeOffset now)
    {
        if (_phase is not (Phase.Registering or Phase.Unregistering))
        {
            return;
        }
        if (response.IsProvisional)
        {
            _due = null;
            return;
        }
        if (_phase == Phase.Unregistering)
        {
            EndUnregistering(response, from, own);
            return;
        }
        switch (response.StatusCode)
        {
            case >= 200 and < 300:
                Succeed(response, now);
                break;
            case 401 or 407:
                Answer(response, from, own, now);
                break;
            case 423 when response.MinExpires is { } least && _extensions < MostExtensions && least <= MostSeconds:
                _extensions++;
                _lifetime = TimeSpan.FromSeconds(Math.Max(least, _lifetime.TotalSeconds)); // RFC 3261 §10.2.8
                Send(Request(_lifetime), now);
                break;
            default:
                Fail(OutcomeOf(response.StatusCode), response, now);
                break;
        }
    }

    /// <summary>The last request came to nothing.</summary>
    public void Failed(TransactionFailure failure, DateTimeOffset now)
    {
        if (_phase == Phase.Unregistering)
        {
            Stopped();
        }
        else if (_phase == Phase.Registering)
        {
            Fail(OutcomeOf(failure), null, now);
        }
    }

    /// <summary>Time to renew, to try again, or to say that nobody answers.</summary>
    public void Handle(DateTimeOffset now)
    {
        if (now < _due)
        {
            return;
        }
        _due = null;
        if (_phase == Phase.Waiting)
        {
            Begin(now);
        }
        else if (_phase == Phase.Registering && State.Outcome != RegistrationOutcome.NoAnswer)
        {
            Change(State with { Outcome = RegistrationOutcome.NoAnswer, Status = null, Reason = null, NextTry = null });
        }
        else if (_phase == Phase.Unregistering)
        {
            Stopped(); // we don't wait any longer for who doesn't answer
        }
    }

    public void Start(DateTimeOffset now)
    {
        if (_phase == Phase.Idle)
        {
            Begin(now);
        }
    }

    /// <summary>A trunk that answers again, or that somebody presses "try again" for, need not wait for its turn.</summary>
    public void TryNow(DateTimeOffset now)
    {
        if (_phase == Phase.Waiting)
        {
            Begin(now);
        }
    }

    /// <summary>Takes our Contact off, when it was ever put there.</summary>
    public void Stop(DateTimeOffset now)
    {
        if (_phase is Phase.Stopped or Phase.Unregistering)
        {
            return;
        }
        if (_registeredUntil is null && _phase != Phase.Registering)
        {
            Stopped();
            return;
        }
        _phase = Phase.Unregistering;
        _tries = 0;
        Send(Request(TimeSpan.Zero), now);
    }

    public bool TryTake(out RegistrationOutput? output) => _outputs.TryDequeue(out output);

    public DateTimeOffset? NextTimeout => _due;

    void Begin(DateTimeOffset now)
    {
        _phase = Phase.Registering;
        (_tries, _extensions) = (0, 0);
        Send(Request(_lifetime), now);
    }

    void Answer(SipResponse response, IPAddress from, IReadOnlyCollection<IPAddress> own, DateTimeOffset now)
    {
        if (credentials is null)
        {
            Fail(RegistrationOutcome.PasswordMissing, response, now);
            return;
        }
        var again = Request(_lifetime, authorized: false);
        var answer = credentials.Answer(response, from, own, again, _tries);
        if (answer == DigestAnswer.Answered)
        {
            _tries++;
            Send(again, now);
            return;
        }
        credentials.Forget();
        Fail(OutcomeOf(answer), response, now);
    }

    void Succeed(SipResponse response, DateTimeOffset now)
    {
        var granted = Granted(response);
        _failures = 0;
        _registeredUntil = now + granted;
        _phase = Phase.Waiting;
        _due = now + RenewalOf(granted);
        Change(new RegistrationState(RegistrationOutcome.Registered, response.StatusCode, response.ReasonPhrase, _registeredUntil, _due));
    }

    void Fail(RegistrationOutcome outcome, SipResponse? response, DateTimeOffset now)
    {
        _failures++;
        _phase = Phase.Waiting;
        _registeredUntil = _registeredUntil > now ? _registeredUntil : null;
        var delay = RetryDelay.After(_failures, outcome, tokens);
        var asked = RetryAfterOf(response);
        _due = now + (asked > delay ? asked : delay);
        Change(new RegistrationState(outcome, response?.StatusCode, response?.ReasonPhrase, _registeredUntil, _due));
    }

    // Whatever the answer is, we are gone; only a challenge is answered, so that our Contact does not stay behind.
    void EndUnregistering(SipResponse response, IPAddress from, IReadOnlyCollection<IPAddress> own)
    {
        var again = Request(TimeSpan.Zero, authorized: false);
        if (response.StatusCode is 401 or 407 && credentials?.Answer(response, from, own, again, _tries) == DigestAnswer.Answered)
        {
            _tries++;
            _outputs.Enqueue(new RegistrationOutput.Send(again, Target));
            return;
        }
        Stopped();
    }

    void Stopped()
    {
        (_phase, _due, _registeredUntil) = (Phase.Stopped, null, null);
        Change(new RegistrationState(RegistrationOutcome.Unregistered, null, null, null, null));
        _outputs.Enqueue(new RegistrationOutput.Stopped());
    }

    void Change(RegistrationState state)
    {
        if (state != State)
        {
            State = state;
            _outputs.Enqueue(new RegistrationOutput.Changed(state));
        }
    }

    void Send(SipRequest request, DateTimeOffset now)
    {
        _due = now + Patience;
        _outputs.Enqueue(new RegistrationOutput.Send(request, Target));
    }

    enum Phase
    {
        Idle,
        Registering,
        Waiting,
        Unregistering,
        Stopped,
    }

    const int MostExtensions = 2;
    const int MostSeconds = 86_400;
}
