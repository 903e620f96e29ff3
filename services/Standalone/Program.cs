using System.CommandLine;
using Alerts.Standalone;

return await CommandLine.Build().Parse(args).InvokeAsync();
