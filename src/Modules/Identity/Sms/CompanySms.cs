using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.SecondStep;
using ConnectMe.Kernel;
using Marten;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Sms;

/// <summary>
/// Sends at once, without an outbox: who waits for a code is told that it did not go, and chooses another way; after ten minutes it would be worth nothing.
/// </summary>
internal sealed class CompanySms(IDocumentStore store, SmsDelivery delivery, SecondFactorsInMemory memory, ILogger<CompanySms> log) : ISms
{
    public bool IsSet(CompanyId company) => memory.IsReady(company, SecondFactorMethod.Sms);

    public async Task<bool> Send(CompanyId company, string number, string text, CancellationToken ct)
    {
        await using var query = store.QueryFor(company);
        var outcome = await delivery.Send(await query.LoadAsync<SmsGateway>(company.Value, ct), number, text, ct);
        if (outcome.Fault is { } fault)
        {
            log.SmsNotSent(company, fault.Kind);
            return false;
        }

        log.SmsSent(company);
        return true;
    }
}
