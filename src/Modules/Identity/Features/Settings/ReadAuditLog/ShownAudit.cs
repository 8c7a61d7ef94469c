using ConnectMe.Identity.Audit;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel.Design;
using Marten;

namespace ConnectMe.Identity.Features;

/// <summary>The entries that somebody chose, newest first.</summary>
internal sealed class ShownAudit(IQuerySession session, AuditWords words, LocalTime local)
{
    public IQueryable<AuditEntry> Of(AuditChoice choice)
    {
        var entries = session.Query<AuditEntry>().Where(entry => entry.Number != 0);
        if (choice.BeforeRead is { } before)
        {
            entries = entries.Where(entry => entry.Number < before);
        }

        if (choice.KindRead is { } kind)
        {
            entries = entries.Where(entry => entry.Kind == kind);
        }

        if (choice.PersonRead is { } person)
        {
            entries = entries.Where(entry => entry.By == person || entry.AboutId == person);
        }

        if (choice.FirstDay is { } first)
        {
            var from = local.StartOf(first);
            entries = entries.Where(entry => entry.At >= from);
        }

        if (choice.LastDay is { } last)
        {
            var until = local.StartOf(last.AddDays(1));
            entries = entries.Where(entry => entry.At < until);
        }

        if (choice.Wanted is { Length: > 0 } wanted)
        {
            var (part, acts) = (wanted.ToLowerInvariant(), words.Saying(wanted));
            entries =
                acts.Length == 0
                    ? entries.Where(entry => entry.Words.Contains(part))
                    : entries.Where(entry => entry.Words.Contains(part) || entry.Act.IsOneOf(acts));
        }

        return entries.OrderByDescending(entry => entry.Number);
    }
}
