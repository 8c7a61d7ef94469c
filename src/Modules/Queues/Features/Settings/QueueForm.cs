using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Queues.Domain;
using ConnectMe.Telephony.Contracts;

namespace ConnectMe.Queues.Features;

/// <summary>What can be chosen for a queue.</summary>
/// <param name="Greetings">The company's prompts.</param>
/// <param name="Music">The company's music.</param>
internal sealed record QueueChoices(IReadOnlyList<Person> People, IReadOnlyList<Choice> Greetings, IReadOnlyList<Choice> Music)
{
    public static QueueChoices None { get; } = new([], [], []);

    public static async Task<QueueChoices> Read(IPeople people, ICompanySounds sounds, CompanyId company, CancellationToken ct) =>
        new(
            await people.Of(company, ct),
            await sounds.Choices(company, SoundKind.Announcement, ct),
            await sounds.Choices(company, SoundKind.Music, ct)
        );
}

/// <summary>What the fields of a queue are drawn from, for a new one and for one that is changed.</summary>
internal sealed record QueueForm(QueueFields Input, QueueChoices From)
{
    public IReadOnlyList<Choice> Greetings => From.Greetings;

    public IReadOnlyList<Choice> Music => From.Music;

    public IEnumerable<Person> Agents => ByName(person => person.IsAgent);

    public IEnumerable<Choice> Supervisors => ByName(person => person.IsSupervisor).Select(Choice);

    public IEnumerable<Choice> Colleagues => ByName(_ => true).Select(Choice);

    public static IEnumerable<int> Levels =>
        Enumerable.Range(QueueMember.LowestSkill, QueueMember.HighestSkill - QueueMember.LowestSkill + 1).Reverse();

    IEnumerable<Person> ByName(Func<Person, bool> which) =>
        From.People.Where(which).OrderBy(person => person.Name, StringComparer.CurrentCulture);

    static Choice Choice(Person person) => new(person.Id.Value.ToString("d", CultureInfo.InvariantCulture), person.Name);
}
