using System.Buffers.Text;
using System.Collections.Concurrent;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Telephony.Waking;

/// <summary>Wakes the browsers of who is called while no page of theirs is alive, and tells them when the call is over.</summary>
internal sealed class CallWaker(
    PushSubscriptions subscriptions,
    PushSender sender,
    PushWords words,
    SignsOfLife signs,
    SwitchboardPost post,
    ILogger<CallWaker> log
)
{
    /// <summary>A page that lives asks for its calls within this; with the message's own way it is within the 5 s of B1.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>A call that rang longer ago wakes nobody.</summary>
    static readonly TimeSpan RingLife = TimeSpan.FromSeconds(45);

    /// <summary>That one was missed is news for a day.</summary>
    static readonly TimeSpan MissedLife = TimeSpan.FromDays(1);

    readonly ConcurrentDictionary<CallId, Waking> _waking = new();

    /// <summary>Called by the one reader of effects; waits for nothing.</summary>
    public void Take(CompanyId company, SwitchboardEffect effect)
    {
        switch (effect)
        {
            case SwitchboardEffect.Wake wake:
                var waking = new Waking();
                _waking[wake.Call] = waking;
                _ = Run(company, wake, waking);
                break;
            case SwitchboardEffect.Record { Event: CallAnswered { CallId: var answered } }:
                Over(new CallId(answered), isAnswered: true);
                break;
            case SwitchboardEffect.OfferEnded { Call: var offer }: // who waits still does, or was helped
                Over(offer, isAnswered: true);
                break;
            case SwitchboardEffect.Record { Event: CallEnded { CallId: var ended } over }:
                Over(new CallId(ended), over.Outcome is CallOutcome.Refused || over.Outcome.GoesOn());
                break;
        }
    }

    /// <param name="isAnswered">Or refused, or taken by a colleague: nobody missed it.</param>
    void Over(CallId call, bool isAnswered)
    {
        if (_waking.TryRemove(call, out var waking))
        {
            waking.Over.TrySetResult(isAnswered);
        }
    }

    async Task Run(CompanyId company, SwitchboardEffect.Wake wake, Waking waking)
    {
        try
        {
            if (wake.HasLine && await IsAlive(company, wake, waking))
            {
                return;
            }

            var told = await Tell(company, wake);
            post.To(company, new SwitchboardInput.Woken(wake.Call, wake.User, told.Count > 0));
            var isAnswered = await waking.Over.Task;
            await Task.WhenAll(
                told.Select(to =>
                    isAnswered
                        ? sender.Send(to, PushWords.Over(wake.Call), TopicOf(wake.Call), RingLife, CancellationToken.None)
                        : sender.Send(to, words.Missed(wake.Call, wake.From, to), TopicOf(wake.Call), MissedLife, CancellationToken.None)
                )
            );
        }
        catch (Exception failure) // nobody awaits this; the caller must not wait for who was not told
        {
            log.NotWoken(failure, wake.User, company);
            post.To(company, new SwitchboardInput.Woken(wake.Call, wake.User, Reached: false));
        }
    }

    /// <summary>A page asked for its calls, or the call was over before that could be known.</summary>
    async Task<bool> IsAlive(CompanyId company, SwitchboardEffect.Wake wake, Waking waking)
    {
        using var listening = new CancellationTokenSource();
        var sign = signs.Within(Patience, company, wake.User, listening.Token);
        if (await Task.WhenAny(sign, waking.Over.Task) == sign)
        {
            return await sign;
        }

        await listening.CancelAsync();
        return true;
    }

    /// <returns>Those whose push service took it.</returns>
    async Task<IReadOnlyList<PushSubscription>> Tell(CompanyId company, SwitchboardEffect.Wake wake)
    {
        var all = await subscriptions.Of(company, wake.User, CancellationToken.None);
        var outcomes = await Task.WhenAll(
            all.Select(to => sender.Send(to, words.Rings(wake.Call, wake.From, to), TopicOf(wake.Call), RingLife, CancellationToken.None))
        );
        foreach (var (to, outcome) in all.Zip(outcomes))
        {
            if (outcome is PushOutcome.Gone)
            {
                await subscriptions.Remove(company, to, CancellationToken.None);
            }
        }

        return [.. all.Zip(outcomes).Where(pair => pair.Second is PushOutcome.Accepted).Select(pair => pair.First)];
    }

    /// <summary>RFC 8030 §5.4: at most 32 signs of base64url.</summary>
    static string TopicOf(CallId call) => Base64Url.EncodeToString(call.Value.ToByteArray());

    sealed class Waking
    {
        public TaskCompletionSource<bool> Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
