using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transport;
using ConnectMe.Sip.UserAgents;

namespace ConnectMe.Sip.Authentication;

/// <summary>
/// The door for everything that does not come from a trunk: scanners and banned addresses are met with silence, a proved account is let in, all others
/// get the same challenge (A2, A3). Not for ACK and CANCEL, which can't be challenged (RFC 3261 §22.1).
/// </summary>
sealed class Admission(DigestAuthenticator authenticator, GuessLimits limits, ISipDirectory directory, AdmissionCounters counters)
{
    public AdmissionResult Handle(SipRequest request, SipFlow flow, DateTimeOffset now)
    {
        var source = flow.Remote.Address;
        if (ScannerAgents.Include(request.Headers[HeaderName.UserAgent]))
        {
            counters.Dropped(AdmissionDrop.Scanner);
            return new AdmissionResult.Dropped();
        }
        var refusal = authenticator.Read(request, out var credentials);
        switch (limits.Check(source, credentials?.Username, now))
        {
            case GuessVerdict.Dropped:
                counters.Dropped(AdmissionDrop.Banned);
                return new AdmissionResult.Dropped();
            case GuessVerdict.Refused:
                return Challenge(request, DigestRefusal.GuessesBanned, isStale: false, now);
        }
        var result = authenticator.Handle(request, refusal, credentials, username => directory.Account(username)?.Secret, now);
        if (result.Account is { } proved && directory.Account(proved) is { } account)
        {
            if (account.RequiresTls && flow.IsPlain)
            {
                // Not counted as a guess: the owner's own phone, not set up right, must not have the office banned.
                return Challenge(request, DigestRefusal.TlsRequired, isStale: false, now);
            }
            limits.Succeeded(source, proved, now);
            counters.Admitted();
            return new AdmissionResult.Admitted(account);
        }
        if (result.IsGuess && limits.Failed(source, result.Claimed!, now))
        {
            counters.Banned();
        }
        return Challenge(request, result.Refusal, result.IsStale, now);
    }

    AdmissionResult.Challenged Challenge(SipRequest request, DigestRefusal refusal, bool isStale, DateTimeOffset now)
    {
        counters.Challenged(refusal);
        return new AdmissionResult.Challenged(authenticator.Challenge(request, isStale, now));
    }
}
