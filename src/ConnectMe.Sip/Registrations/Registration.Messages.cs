using System.Globalization;
using ConnectMe.Sip.Authentication;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Transactions;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Registrations;

// What is sent, and what the answers mean.
sealed partial class Registration
{
    static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(30);
    static readonly TimeSpan ShortestRenewal = TimeSpan.FromSeconds(5);

    SipTarget Target => SipTarget.At(plan.Trunk.OutboundProxy ?? plan.Registrar);

    SipRequest Request(TimeSpan lifetime, bool authorized = true)
    {
        var request = new SipRequest(SipMethod.Register, plan.Registrar);
        var headers = request.Headers;
        headers.Add(HeaderName.MaxForwards, 70);
        if (plan.Trunk.OutboundProxy is { } proxy)
        {
            headers.Add(HeaderName.Route, new NameAddress(proxy.With("lr", null)));
        }
        headers.Add(HeaderName.From, new NameAddress(plan.AddressOfRecord, null, _tag));
        headers.Add(HeaderName.To, new NameAddress(plan.AddressOfRecord));
        headers.Add(HeaderName.CallId, _callId);
        request.CSeq = new CSeq(_sequence++, SipMethod.Register);
        var seconds = ((int)lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        headers.Add(HeaderName.Contact, new NameAddress(new SipUri(LocalContact.Host, plan.ContactUser)).With("expires", seconds));
        headers.Add(HeaderName.Expires, seconds);
        if (authorized)
        {
            credentials?.Authorize(request);
        }
        return request;
    }

    // RFC 3261 §10.2.4: what our Contact got; some send only the header, or nothing when it is what we asked for.
    TimeSpan Granted(SipResponse response)
    {
        var ours = response.Contacts.FirstOrDefault(contact => contact.Uri.User == plan.ContactUser);
        var seconds = ours?.Expires ?? response.Expires;
        return seconds is > 0 and <= MostSeconds ? TimeSpan.FromSeconds(seconds.Value) : _lifetime;
    }

    // Half of a short one leaves time for two failures; of a long one the last tenth is enough.
    static TimeSpan RenewalOf(TimeSpan granted)
    {
        var renewal = granted < TimeSpan.FromMinutes(20) ? granted / 2 : granted * 0.9;
        return renewal > ShortestRenewal ? renewal : ShortestRenewal;
    }

    static TimeSpan? RetryAfterOf(SipResponse? response)
    {
        if (response?.Seconds(HeaderName.RetryAfter) is not { } seconds)
        {
            return null;
        }
        var asked = TimeSpan.FromSeconds(seconds);
        return asked < LongestRetryAfter ? asked : LongestRetryAfter;
    }

    static RegistrationOutcome OutcomeOf(int status) =>
        status switch
        {
            >= 300 and < 400 => RegistrationOutcome.Redirected,
            403 => RegistrationOutcome.Forbidden,
            404 or 604 => RegistrationOutcome.UnknownUser,
            408 => RegistrationOutcome.NoAnswer,
            >= 500 and < 600 => RegistrationOutcome.ServerTrouble,
            _ => RegistrationOutcome.Refused,
        };

    static RegistrationOutcome OutcomeOf(TransactionFailure failure) =>
        failure switch
        {
            TransactionFailure.Timeout => RegistrationOutcome.NoAnswer,
            TransactionFailure.NotLocated => RegistrationOutcome.NameNotFound,
            TransactionFailure.CertificateRefused => RegistrationOutcome.CertificateRefused,
            _ => RegistrationOutcome.Unreachable,
        };

    static RegistrationOutcome OutcomeOf(DigestAnswer answer) =>
        answer switch
        {
            DigestAnswer.Refused => RegistrationOutcome.PasswordRefused,
            DigestAnswer.NotUnderstood => RegistrationOutcome.ChallengeNotUnderstood,
            _ => RegistrationOutcome.ForeignRealm,
        };
}
