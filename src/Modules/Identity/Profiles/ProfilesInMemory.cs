using System.Collections.Concurrent;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using Marten;
using Marten.Services;
using Microsoft.Extensions.Hosting;

namespace ConnectMe.Identity.Profiles;

/// <summary>Who has which photo, note and locale, of all users: read once at start, and kept up by each commit of this process.</summary>
internal sealed class ProfilesInMemory : DocumentSessionListenerBase, IPhotos
{
    readonly ConcurrentDictionary<Guid, string> _photos = new();
    readonly ConcurrentDictionary<Guid, string> _notes = new();
    readonly ConcurrentDictionary<Guid, PersonalLocale> _locales = new();

    public string? AddressOf(Guid person) => _photos.TryGetValue(person, out var hash) ? $"/people/{person}/photo/{hash}" : null;

    /// <summary>For colleagues through <see cref="SharedNotes"/>.</summary>
    public string NoteOf(UserId person) => _notes.GetValueOrDefault(person.Value, "");

    public PersonalLocale LocaleOf(UserId user) => _locales.GetValueOrDefault(user.Value) ?? PersonalLocale.None(user.Value);

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        foreach (var document in commit.Inserted.Concat(commit.Updated))
        {
            switch (document)
            {
                case ProfilePhoto photo:
                    _photos[photo.Id] = photo.Hash;
                    break;
                case PersonalNote note:
                    _notes[note.Id] = note.Text;
                    break;
                case PersonalLocale locale:
                    _locales[locale.Id] = locale;
                    break;
            }
        }

        foreach (var gone in commit.Deleted.Where(deletion => deletion.DocumentType == typeof(ProfilePhoto)))
        {
            _photos.TryRemove((Guid)gone.Id, out _);
        }

        return Task.CompletedTask;
    }

    /// <summary>Before anything that asks.</summary>
    internal sealed class Reading(ProfilesInMemory profiles, IDocumentStore store) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var query = store.QuerySession();
            var photos = query.Query<ProfilePhoto>().Where(photo => photo.AnyTenant()).Select(photo => new { photo.Id, photo.Hash });
            foreach (var photo in await photos.ToListAsync(cancellationToken))
            {
                profiles._photos[photo.Id] = photo.Hash;
            }

            foreach (var note in await query.Query<PersonalNote>().Where(note => note.AnyTenant()).ToListAsync(cancellationToken))
            {
                profiles._notes[note.Id] = note.Text;
            }

            foreach (var locale in await query.Query<PersonalLocale>().Where(one => one.AnyTenant()).ToListAsync(cancellationToken))
            {
                profiles._locales[locale.Id] = locale;
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
