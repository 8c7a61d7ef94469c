using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Configuration;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Marten;

namespace ConnectMe.Telephony.Features;

/// <summary>The switch that stops all calls to the outside, at once, and lets them go again.</summary>
internal static class StopCalls
{
    public sealed record Command(bool Stop);

    public sealed class Validator : AbstractValidator<Command>;

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var id = ConfigurationStreams.DialPermissions(me.Company);
            var stream = await session.Events.FetchForWriting<DialPermissions>(id, ct);
            if ((stream.Aggregate?.IsStopped ?? false) != command.Stop)
            {
                var now = time.GetUtcNow();
                stream.AppendOne(
                    command.Stop ? new OutboundCallsStopped(id, now, me.User.Value) : new OutboundCallsResumed(id, now, me.User.Value)
                );
                await session.SaveChangesAsync(ct);
            }

            return Outcome.Done;
        }
    }
}
