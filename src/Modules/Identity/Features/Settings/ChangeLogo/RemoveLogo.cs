using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using Marten;

namespace ConnectMe.Identity.Features;

internal static class RemoveLogo
{
    public sealed record Command;

    public sealed class Handler(IDocumentSession session, ICurrentUser me, ICompanies companies, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (companies.Of(me.Company).Logo is { } logo)
            {
                var stream = await session.Events.FetchForWriting<Company>(me.Company.Value, ct);
                stream.AppendOne(new LogoChanged(me.Company.Value, Logo: null, time.GetUtcNow(), me.User.Value));
                session.Delete<CompanyLogo>(logo);
                await session.SaveChangesAsync(ct);
            }

            return Outcome.Done;
        }
    }
}
