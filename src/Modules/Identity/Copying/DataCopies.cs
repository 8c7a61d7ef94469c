using System.Collections.Concurrent;
using System.IO.Compression;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Copying;

/// <summary>Whose copy is being made: one at a time of each person, since it reads all that there is of them.</summary>
internal sealed class DataCopiesAtOnce
{
    readonly ConcurrentDictionary<UserId, bool> _being = new();

    /// <returns>Null: one is being made. Else it is over when this is disposed.</returns>
    public IDisposable? TryBegin(UserId person) => _being.TryAdd(person, value: true) ? new Turn(this, person) : null;

    sealed class Turn(DataCopiesAtOnce copies, UserId person) : IDisposable
    {
        public void Dispose() => copies._being.TryRemove(person, out _);
    }
}

/// <summary>Makes somebody's copy of what is kept of them (docs/decisions/0021).</summary>
internal sealed class DataCopies(
    IEnumerable<IPersonalData> modules,
    IMail mail,
    LocalTime local,
    TimeProvider time,
    IStringLocalizer<DataCopyText> text,
    ILogger<DataCopies> log
)
{
    /// <summary>"Data of Eva Mulder 2026-11-29.zip".</summary>
    public string NameOf(DataSubject person) =>
        FileName.Of($"{text["FileOf", person.Name]} {local.DateOf(time.GetUtcNow()):yyyy-MM-dd}.zip");

    /// <summary>Whose it is hears of it, whoever has it made; that is saved first, and the entry in the audit log with it.</summary>
    public async Task Tell(IDocumentSession session, DataSubject person, CancellationToken ct)
    {
        var own = person.By == person.Id;
        var (subject, body) = InLanguage.Say(
            await mail.LanguageOf(person.Company, ct),
            () => (text["MailSubject"].Value, text[own ? "MailOwn" : "MailByAdministrator", person.Name].Value)
        );
        mail.Add(session, person.Company, new MailMessage(person.Email, subject, body));
        await session.SaveChangesAsync(ct);
        log.DataCopied(person.Id, person.Company, person.By);
    }

    public async Task Write(Stream to, DataSubject person, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        var copy = new DataCopyZip(zip);
        foreach (var module in modules)
        {
            await module.Give(person, copy, ct);
        }

        var index = DataCopyIndex.Of(person, local.Full(time.GetUtcNow()), copy.Parts, text);
        await copy.File("", DataCopyIndex.Name, "", (stream, stop) => stream.WriteAsync(index, stop).AsTask(), ct);
    }
}
