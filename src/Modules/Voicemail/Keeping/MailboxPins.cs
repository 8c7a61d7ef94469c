using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Voicemail.Domain;
using Marten;

namespace ConnectMe.Voicemail.Keeping;

/// <summary>People's PINs. Five wrong ones in a row lock a mailbox for a quarter of an hour, for every phone.</summary>
internal sealed class MailboxPins(IDocumentStore store, TimeProvider time) : IDisposable
{
    /// <summary>One at a time: who guesses in many calls at once has no more tries for it.</summary>
    readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<PinCheck> Check(CompanyId company, UserId person, string digits, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await using var session = store.SessionFor(company);
            var now = time.GetUtcNow();
            if (await session.LoadAsync<MailboxPin>(person.Value, ct) is not { } pin)
            {
                return PinCheck.NoPin;
            }

            if (pin.IsLockedAt(now))
            {
                return PinCheck.Locked;
            }

            var fits = digits.Length <= MailboxPin.Longest && PasswordHash.Verify(digits, pin.Hash);
            var after = fits ? pin.Hit() : pin.Missed(now);
            session.Store(after);
            await session.SaveChangesAsync(ct);
            return fits ? PinCheck.Ok
                : after.IsLockedAt(now) ? PinCheck.Locked
                : PinCheck.Wrong;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The one before holds no more, nor does a lock.</summary>
    public async Task Set(CompanyId company, UserId person, string pin, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await using var session = store.SessionFor(company);
            session.Store(new MailboxPin(person.Value, PasswordHash.Of(pin)));
            await session.SaveChangesAsync(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<bool> IsSet(CompanyId company, UserId person, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        return await query.LoadAsync<MailboxPin>(person.Value, ct) is not null;
    }

    public void Dispose() => _turn.Dispose();
}

internal enum PinCheck
{
    Ok,
    Wrong,

    /// <summary>Too many wrong ones; also the right one does not help now.</summary>
    Locked,

    /// <summary>They have not made one.</summary>
    NoPin,
}
