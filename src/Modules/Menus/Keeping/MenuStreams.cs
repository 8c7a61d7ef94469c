using ConnectMe.Kernel;
using ConnectMe.Menus.Domain;
using Marten;

namespace ConnectMe.Menus.Keeping;

/// <summary>The stream of a company's menus and time conditions: its id follows from whose it is, so two first changes meet in one.</summary>
internal static class MenuStreams
{
    public static Guid Of(CompanyId company) => NamedId.Of("menus", company.Value);

    public static async Task<CompanyMenus> Menus(this IQuerySession session, CompanyId company, CancellationToken ct) =>
        await session.LoadAsync<CompanyMenus>(Of(company), ct) ?? CompanyMenus.None(Of(company), company.Value);

    /// <summary>One decision about a company's menus, with what else is in the session.</summary>
    public static async Task Decide(
        this IDocumentSession session,
        CompanyId company,
        Func<CompanyMenus, IEnumerable<object>> decide,
        CancellationToken ct
    )
    {
        var stream = await session.Events.FetchForWriting<CompanyMenus>(Of(company), ct);
        stream.AppendMany(decide(stream.Aggregate ?? CompanyMenus.None(Of(company), company.Value)));
        await session.SaveChangesAsync(ct);
    }
}
