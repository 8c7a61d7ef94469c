using ConnectMe.Media;
using ConnectMe.Media.Audio;
using ConnectMe.Telephony.Applications;
using ConnectMe.Telephony.Recording;
using ConnectMe.Telephony.Signalling;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Lines;

/// <summary>Takes what happens to lines to the switchboard of the company they belong to.</summary>
internal sealed class MediaEventPump(
    MediaEngine media,
    LineRegistry registry,
    SipLegs legs,
    LegMeasurements measurements,
    SwitchboardPost post,
    MixOwners mixes,
    CallRecorder recorder,
    CallScripts scripts,
    ConnectionTests tests,
    OutsideReach outside,
    ILogger<MediaEventPump> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogStart();
        _ = HoldMusic.Sound; // composed now, not when the first party is held
        await foreach (var happened in media.Events.ReadAllAsync(stoppingToken))
        {
            Pass(happened);
        }
    }

    void LogStart()
    {
        foreach (var (address, receiveBuffer) in media.Sockets)
        {
            log.MediaListening(address, media.Port, receiveBuffer);
        }

        if (media.WhyNoTcp is { } taken)
        {
            log.MediaWithoutTcp(media.Port, taken);
        }

        if (MediaEngine.WhyNoOpus is { } reason)
        {
            log.OpusMissing(reason);
        }
    }

    void Pass(MediaEvent happened)
    {
        if (happened is MediaEvent.Faulted faulted)
        {
            log.MediaFaulted(faulted.Exception, faulted.Line);
            return;
        }

        if (happened is MediaEvent.Measured measured)
        {
            measurements.Take(measured);
            return;
        }

        if (happened is MediaEvent.RecordingEnded ended)
        {
            if (!scripts.Take(ended))
            {
                recorder.Take(ended);
            }

            return;
        }

        if (happened is MediaEvent.Played played)
        {
            scripts.Take(played);
            return;
        }

        if (happened is MediaEvent.SpeakerChanged speaker)
        {
            Pass(speaker);
            return;
        }

        if (legs.Handle(happened) || tests.Handle(happened))
        {
            return;
        }

        var line = new LineId(happened.Line);
        if (registry.Mark(line, inUse: happened is not MediaEvent.LineDown) is not { } owner)
        {
            log.LineUnknown(happened);
            return;
        }

        if (happened is MediaEvent.LineUp { OverTcp: false } up) // by TCP it shows nothing of the port that calls are meant to use
        {
            outside.Note(owner.Company, owner.User, up.From);
        }

        SwitchboardInput input = happened switch
        {
            MediaEvent.LineUp => new SwitchboardInput.LineUp(line, owner.User),
            MediaEvent.LineDown => new SwitchboardInput.LineDown(line, owner.User, SignedOut: false),
            MediaEvent.ConditionChanged changed => new SwitchboardInput.SoundChanged(line.Media, changed.Condition.ToLegSound()),
            MediaEvent.DigitReceived digit => new SwitchboardInput.DigitReceived(line.Media, digit.Digit),
            _ => throw new ArgumentException($"No switchboard input for {happened.GetType().Name}", nameof(happened)),
        };
        post.To(owner.Company, input);
    }

    void Pass(MediaEvent.SpeakerChanged speaker)
    {
        var mix = new MixId(speaker.Mix);
        if (mixes.OwnerOf(mix) is { } company) // else it ended a moment ago
        {
            MediaId? voice = speaker.Line == Guid.Empty ? null : new MediaId(speaker.Line);
            post.To(company, new SwitchboardInput.SpeakerChanged(mix, voice));
        }
    }
}
