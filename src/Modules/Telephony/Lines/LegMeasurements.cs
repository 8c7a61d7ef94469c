using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Journal;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Telephony.Lines;

/// <summary>
/// Measures the legs of browsers, from the answer to the leg's end, for the call's record. A line outlives its legs, so unlike a phone's its
/// figures are those between two moments.
/// </summary>
internal sealed class LegMeasurements(MediaEngine media, CallJournal journal, TimeProvider time)
{
    readonly Lock _lock = new();
    readonly HashSet<CallId> _answered = [];
    readonly Dictionary<LegId, Measurement> _legs = [];
    readonly Dictionary<Guid, (LegId Leg, Measurement Measurement)> _ended = [];

    /// <summary>Called by the one reader of effects.</summary>
    public void Take(CompanyId company, SwitchboardEffect effect)
    {
        lock (_lock)
        {
            switch (effect)
            {
                case SwitchboardEffect.AnswerLeg { Endpoint: Endpoint.Browser } answer:
                    _legs.TryAdd(answer.Leg, new Measurement(Guid.NewGuid(), company, answer.Media)); // a line that came up anew is answered again
                    Begin(answer.Leg);
                    break;
                case SwitchboardEffect.Record { Event: CallAnswered answered }:
                    _answered.Add(new CallId(answered.CallId));
                    foreach (var leg in _legs.Keys.Where(leg => leg.Call.Value == answered.CallId))
                    {
                        Begin(leg);
                    }

                    break;
                case SwitchboardEffect.TakeUpCall { Call: var call }:
                    _answered.UnionWith(call.Legs.Select(leg => leg.Id.Call).Append(call.Id));
                    break;
                case SwitchboardEffect.Record { Event: CallEnded ended }:
                    _answered.Remove(new CallId(ended.CallId));
                    break;
                case SwitchboardEffect.EndLeg { Endpoint: Endpoint.Browser } end:
                    End(end.Leg);
                    break;
            }
        }
    }

    public void Take(MediaEvent.Measured measured)
    {
        lock (_lock)
        {
            if (_ended.Remove(measured.Measurement, out var ended))
            {
                journal.Append(
                    ended.Measurement.Company,
                    MeasuredLegs.FactOf(ended.Leg, DeviceKind.Browser, measured.Quality, time.GetUtcNow())
                );
            }
        }
    }

    void Begin(LegId leg)
    {
        if (_answered.Contains(leg.Call) && _legs[leg] is { HasBegun: false } measurement)
        {
            _legs[leg] = measurement with { HasBegun = true };
            media.BeginMeasuring(measurement.Media.Value, measurement.Id);
        }
    }

    void End(LegId leg)
    {
        if (_legs.Remove(leg, out var measurement) && measurement.HasBegun)
        {
            _ended[measurement.Id] = (leg, measurement);
            media.EndMeasuring(measurement.Media.Value, measurement.Id);
        }
    }

    /// <param name="HasBegun">Its call was answered: only then is there a conversation to judge.</param>
    sealed record Measurement(Guid Id, CompanyId Company, MediaId Media, bool HasBegun = false);
}
