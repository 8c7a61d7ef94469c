using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>Implemented by modules that must know at once who came, went or changed: a line or phone of who left must not stay.</summary>
public interface IPeopleChanged
{
    /// <summary>Called after each such commit of this process; <see cref="IPeople"/> answers with the new state. Must not block.</summary>
    void PeopleChanged(CompanyId company);
}
