using Emergency.Contracts;

namespace Emergency.Simulators;

/// <summary>A stretch of ECG as the simulated recorder gives it: twelve leads in the order on paper.</summary>
/// <param name="At">When the first sample was taken.</param>
/// <param name="SampleRate">Samples a second.</param>
/// <param name="LsbNanovolts">What one step is worth.</param>
/// <param name="Leads">For each lead its samples; <see cref="EcgSynthesizer.NoSignal"/> without contact.</param>
internal sealed record EcgStrip(DateTimeOffset At, int SampleRate, int LsbNanovolts, short[][] Leads);

/// <summary>Where what happens at a bedside goes to.</summary>
internal interface IBedsideReports
{
    /// <summary>The monitor measured.</summary>
    void Measured(MonitorReading reading);

    /// <summary>The live ECG went on.</summary>
    void Recorded(EcgStrip strip);

    /// <summary>A 12-lead ECG was recorded, with what the recorder wrote on it.</summary>
    void TwelveLead(AssignmentOrder order, EcgStrip strip, string? statement);

    /// <summary>The crew did or said something.</summary>
    void Did(AssignmentOrder order, DateTimeOffset at, CrewAct act);
}
