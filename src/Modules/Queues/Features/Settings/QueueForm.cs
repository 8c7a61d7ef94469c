using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel.Design;
using ConnectMe.Queues.Domain;

namespace ConnectMe.Queues.Features;

/// <summary>What the fields of a queue are drawn from, for a new one and for one that is changed.</summary>
internal sealed record QueueForm(QueueFields Input, IReadOnlyList<Person> People)
{
    public IEnumerable<Person> Agents => ByName(person => person.IsAgent);

    public IEnumerable<Choice> Supervisors => ByName(person => person.IsSupervisor).Select(Choice);

    public IEnumerable<Choice> Colleagues => ByName(_ => true).Select(Choice);

    public static IEnumerable<int> Levels =>
        Enumerable.Range(QueueMember.LowestSkill, QueueMember.HighestSkill - QueueMember.LowestSkill + 1).Reverse();

    IEnumerable<Person> ByName(Func<Person, bool> which) =>
        People.Where(which).OrderBy(person => person.Name, StringComparer.CurrentCulture);

    static Choice Choice(Person person) => new(person.Id.Value.ToString("d", CultureInfo.InvariantCulture), person.Name);
}
