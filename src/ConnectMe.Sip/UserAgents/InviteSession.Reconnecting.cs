using System.Collections.Immutable;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.Transactions;

namespace ConnectMe.Sip.UserAgents;

/// <summary>
/// A device whose connection died with the process, and that nobody can connect to: behind NAT it listens nowhere. What is to be said to it, our offer or
/// the BYE, waits for it to connect anew and to register (RFC 5626 §5.3).
/// </summary>
sealed partial class InviteSession
{
    AwaitedDevice? _device;
    bool _isAway;
    DateTimeOffset _awaitedUntil;
    SessionReason? _untold;

    /// <summary>Its device may come by another connection than the one that is gone.</summary>
    public bool IsCutOff => _device is not null;

    /// <summary>The device registered.</summary>
    public void CameBack(Binding binding, DateTimeOffset now)
    {
        if (_device?.Is(binding) != true)
        {
            return;
        }

        Dialog!.HeardOver(binding.Flow);
        if (!_isAway)
        {
            return; // one that is being connected to is told over this flow when that fails
        }

        _isAway = false;
        if (IsOver)
        {
            SendBye(_untold);
        }
        else
        {
            Settled(now);
        }
    }

    void ExpectDevice(ImmutableArray<Binding> bindings, DateTimeOffset now)
    {
        if (Dialog!.LostFlow is not { } lost)
        {
            return;
        }

        _device = new AwaitedDevice(Dialog.RemoteTarget, lost, bindings);
        _awaitedUntil = now + LongestAbsence;
        if (bindings.FirstOrDefault(_device.Is) is { } here)
        {
            Dialog.HeardOver(here.Flow);
        }
        else
        {
            _isAway = Dialog.HasToBeAwaited;
        }
    }

    /// <summary>The offer could not be sent to where the device said that it is.</summary>
    /// <returns>False: that is the end of it.</returns>
    bool IsToComeBack(in RequestAnswer answer, ReadOnlyMemory<byte> sdp, DateTimeOffset now)
    {
        if (_device is null || !IsUnreachable(answer) || _offerTries++ >= MostOfferTries)
        {
            return false;
        }

        _queuedOffer ??= sdp;
        _isAway = Dialog!.LostFlow is not null;
        Settled(now);
        return true;
    }

    void HandleByeAnswer(in RequestAnswer answer)
    {
        if (_device is null || !IsUnreachable(answer))
        {
            return;
        }

        if (Dialog!.LostFlow is not null)
        {
            _isAway = true;
        }
        else if (_offerTries++ < MostOfferTries)
        {
            SendBye(_untold);
        }
    }

    void HandleAbsence(DateTimeOffset now)
    {
        if (!_isAway || now < _awaitedUntil)
        {
            return;
        }

        (_isAway, _device) = (false, null);
        if (!IsOver)
        {
            End(EndCause.PeerGone);
        }
    }

    static bool IsUnreachable(in RequestAnswer answer) =>
        answer.Failure is TransactionFailure.Transport or TransactionFailure.CertificateRefused or TransactionFailure.NotLocated;

    /// <summary>The application gives the call up much sooner; a device that comes then is still told.</summary>
    static readonly TimeSpan LongestAbsence = TimeSpan.FromMinutes(10);
}
