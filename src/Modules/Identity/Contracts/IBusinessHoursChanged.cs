using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>Implemented by modules that wait for a company to open or close.</summary>
public interface IBusinessHoursChanged
{
    /// <summary>Called after an administrator changed them; <see cref="IBusinessHours"/> answers by the new ones. Must not block.</summary>
    void BusinessHoursChanged(CompanyId company);
}
