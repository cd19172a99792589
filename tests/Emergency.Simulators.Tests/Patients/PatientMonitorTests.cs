namespace Emergency.Simulators.Tests.Patients;

public sealed class PatientMonitorTests
{
    [Fact]
    public void NextAfter_SteadyOrInDanger_IsFiveSecondsOrOne()
    {
        var steady = Ward.Admit(Condition.Minor, 0.1).After(1);
        var danger = Ward.Admit(Condition.Asphyxia, 0.9).After(1);

        Attach(steady).NextAfter(steady.Now).ShouldBe(steady.Now.AddSeconds(5));
        Attach(danger).NextAfter(danger.Now).ShouldBe(danger.Now.AddSeconds(1));
    }

    [Fact]
    public void Measure_SteadyHour_CuffEveryFewMinutesWithGapsBetween()
    {
        var readings = Watch(Ward.Admit(Condition.Minor, 0.1), minutes: 120, isDriving: true);

        var pressures = readings.Where(reading => reading.Pressure is not null).ToList();
        pressures.Count.ShouldBeInRange(18, 30);
        pressures.Zip(pressures.Skip(1)).ShouldAllBe(pair => pair.Second.At - pair.First.At >= TimeSpan.FromMinutes(2));
        readings.Count(reading => reading.CuffFailed).ShouldBeInRange(1, 15);
        pressures.ShouldAllBe(reading => reading.Pressure!.Value.Systolic > reading.Pressure.Value.Mean
            && reading.Pressure.Value.Mean > reading.Pressure.Value.Diastolic);
    }

    [Fact]
    public void Measure_SensorOff_IsNullAndComesBack()
    {
        var readings = Watch(Ward.Admit(Condition.Minor, 0.1), minutes: 300, isDriving: false);

        readings.ShouldAllBe(reading => (reading.Spo2 == null) == reading.ProbeOff);
        readings.ShouldAllBe(reading => (reading.HeartRate == null) == reading.ElectrodesOff && (reading.Respiration == null) == reading.ElectrodesOff);
        Gaps(readings, reading => reading.ProbeOff).Count.ShouldBeInRange(10, 50);
        Gaps(readings, reading => reading.ProbeOff).Average(gap => gap.TotalSeconds).ShouldBeInRange(20, 75);
        readings[^1].At.ShouldBeGreaterThan(Ward.Start.AddMinutes(299));
    }

    [Fact]
    public void Measure_Error_IsThatOfAMonitor()
    {
        var patient = Ward.Admit(Condition.Pain, 0.3);
        var monitor = Attach(patient);
        var errors = new List<double>();
        for (var at = Ward.Start.AddMinutes(3); at < Ward.Start.AddMinutes(60); at = at.AddSeconds(5))
        {
            patient.Advance(at);
            if (monitor.Measure(at, isDriving: false) is { HeartRate: { } rate })
                errors.Add(rate - patient.Vitals.HeartRate);
        }

        errors.Average().ShouldBe(0, 0.2);
        errors.ShouldAllBe(error => Math.Abs(error) < 4);
    }

    [Fact]
    public void Measure_Driving_ArtefactsAreFewAndPossible()
    {
        var standing = Watch(Ward.Admit(Condition.Minor, 0.1), minutes: 240, isDriving: false);
        var driving = Watch(Ward.Admit(Condition.Minor, 0.1), minutes: 240, isDriving: true);

        standing.Count(reading => reading.HeartRate > 95).ShouldBe(0);
        driving.Count(reading => reading.HeartRate > 95).ShouldBeInRange(5, 60);
        driving.Where(reading => reading.HeartRate is not null).ShouldAllBe(reading => reading.HeartRate <= 250);
    }

    [Fact]
    public void Measure_Arrest_NoPulseNoSaturationNoPressure()
    {
        var patient = Ward.Admit(Condition.Arrest, 0.8).After(1);
        var monitor = Attach(patient);

        for (var second = 60; second < 400; second++)
        {
            patient.Advance(Ward.Start.AddSeconds(second));
            var reading = monitor.Measure(Ward.Start.AddSeconds(second), isDriving: false);
            reading.Spo2.ShouldBeNull();
            reading.Pressure.ShouldBeNull();
            reading.HeartRate.ShouldBeOneOf(null, 0);
            reading.Etco2.ShouldNotBeNull();
        }
    }

    [Fact]
    public void Measure_Consciousness_IsToldOnChangeAndOnceAMinute()
    {
        var readings = Watch(Ward.Admit(Condition.Minor, 0.1), minutes: 30, isDriving: false);

        readings.Count(reading => reading.Consciousness is not null).ShouldBeInRange(30, 36);
        readings[0].Consciousness.ShouldNotBeNull();
    }

    private static PatientMonitor Attach(Patient patient) => new(patient, new MonitorOptions(), Ward.Start, new Random(9));

    private static List<MonitorReading> Watch(Patient patient, double minutes, bool isDriving)
    {
        var monitor = Attach(patient);
        var readings = new List<MonitorReading>();
        for (var at = Ward.Start; at < Ward.Start.AddMinutes(minutes); at = monitor.NextAfter(at))
        {
            patient.Advance(at);
            readings.Add(monitor.Measure(at, isDriving));
        }

        return readings;
    }

    private static List<TimeSpan> Gaps(List<MonitorReading> readings, Func<MonitorReading, bool> isOff)
    {
        var gaps = new List<TimeSpan>();
        for (var i = 1; i < readings.Count; i++)
        {
            if (!isOff(readings[i]))
                continue;
            var first = i;
            while (i < readings.Count && isOff(readings[i]))
                i++;
            gaps.Add((i < readings.Count ? readings[i] : readings[^1]).At - readings[first].At);
        }

        return gaps;
    }
}
